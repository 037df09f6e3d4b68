import type { Gpu } from './gpu.js'

/** A GPU that a process may use. */
export interface VisibleGpu {
  /** As CUDA_VISIBLE_DEVICES names it: a number or a UUID. */
  readonly id: string
  /** Null when the driver was not there to tell. */
  readonly name: string | null
}

/**
 * Of a machine's GPUs those that `CUDA_VISIBLE_DEVICES` leaves, in its order: all when it is not set, otherwise what it
 * lists up to the first that does not exist (CUDA Programming Guide, "CUDA Environment Variables").
 */
export function visibleGpus(cudaVisibleDevices: string | undefined, gpus: readonly Gpu[]): readonly VisibleGpu[] {
  if (cudaVisibleDevices === undefined) return gpus.map(({ index, name }) => ({ id: String(index), name }))
  const listed = cudaVisibleDevices.split(',').map((id) => id.trim())
  const named = listed.map((id) => ({ id, gpu: gpus.find((gpu) => isNamed(gpu, id)) }))
  const end = named.findIndex(({ id, gpu }) => !mayExist(id) || (gpu === undefined && isKnowable(id, gpus)))
  return named.slice(0, end < 0 ? named.length : end).map(({ id, gpu }) => ({ id, name: gpu?.name ?? null }))
}

/** A UUID may be cut short. */
function isNamed({ index, uuid }: Gpu, id: string): boolean {
  return id === String(index) || (id.startsWith('GPU-') && uuid.startsWith(id))
}

function mayExist(id: string): boolean {
  return /^(\d+|(GPU|MIG)-.+)$/.test(id)
}

/** Parts of a GPU (MIG) are not in the list, and without a driver to ask nothing is. */
function isKnowable(id: string, gpus: readonly Gpu[]): boolean {
  return gpus.length > 0 && !id.startsWith('MIG-')
}
