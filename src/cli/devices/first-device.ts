import type { Device } from '../../core/device.js'
import { listGpus } from '../../engine/gpus/list-gpus.js'
import { visibleGpus } from '../../engine/gpus/visible-gpus.js'

/** The first GPU that this process may use; the CPU where there is none. */
export async function firstDevice(): Promise<Device> {
  const list = await listGpus()
  const [gpu] = visibleGpus(process.env.CUDA_VISIBLE_DEVICES, list.kind === 'listed' ? list.gpus : [])
  return gpu ? { kind: 'gpu', id: gpu.id } : { kind: 'cpu' }
}
