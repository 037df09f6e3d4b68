import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The GPUs of this machine. */
export type GpuList =
  | { readonly kind: 'listed'; readonly gpus: readonly Gpu[] }
  /** There is no nvidia-smi, and so no driver of NVIDIA's. */
  | { readonly kind: 'no_driver' }
  | { readonly kind: 'broken_driver'; readonly reason: string }

/** A driver that has to wake its GPUs takes seconds; far beyond this it hangs. */
const patience = 30_000

/** Asks the driver, through `nvidia-smi`, which GPUs there are. Harmless: nothing is loaded into this process. */
export async function listGpus(): Promise<GpuList> {
  try {
    const args = [`--query-gpu=${gpuQuery}`, '--format=csv,noheader']
    const { stdout } = await promisify(execFile)('nvidia-smi', args, { timeout: patience, killSignal: 'SIGKILL' })
    return { kind: 'listed', gpus: parseNvidiaSmi(stdout) }
  } catch (error) {
    const { code, stdout, message } = error as Error & { code?: string | number; stdout?: string }
    if (code === 'ENOENT') return { kind: 'no_driver' }
    // It explains on its standard output why it failed.
    return { kind: 'broken_driver', reason: stdout?.trim() || message }
  }
}

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

/** A GPU of NVIDIA's, as its driver describes it. */
interface Gpu {
  /** Its place on the bus, from 0. */
  readonly index: number
  readonly uuid: string
  readonly name: string
  /** Null where the driver does not tell. */
  readonly memoryMebibytes: number | null
  readonly driver: string
}

/** What `nvidia-smi --query-gpu=` is asked for, in the order in which `parseNvidiaSmi` expects it. */
const gpuQuery = 'index,uuid,name,memory.total,driver_version'

/** The GPUs in what `nvidia-smi --query-gpu=… --format=csv,noheader` prints. Throws an Error on any other text. */
export function parseNvidiaSmi(text: string): readonly Gpu[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [, index, uuid, name, memory, driver] = row.exec(line) ?? []
    if (index === undefined) throw new Error(`not a line of "${gpuQuery}": ${line}`)
    const mebibytes = /^(\d+) MiB$/.exec(memory!)?.[1]
    return {
      index: Number(index),
      uuid: uuid!,
      name: name!,
      memoryMebibytes: mebibytes === undefined ? null : Number(mebibytes),
      driver: driver!,
    }
  })
}

// A name may hold commas; what stands before and behind it does not.
const row = /^\s*(\d+)\s*,\s*([^,]+?)\s*,\s*(.+?)\s*,\s*([^,]+?)\s*,\s*([^,]+?)\s*$/
