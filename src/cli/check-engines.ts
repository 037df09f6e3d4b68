import type { Device } from '../core/device.js'
import { checkEngine } from '../engine/check/check-engine.js'
import type { CheckedEngine } from '../engine/check/checked-engine.js'
import type { EngineName } from '../engine/engine-name.js'
import { listGpus } from '../engine/gpus/list-gpus.js'
import { visibleGpus } from '../engine/gpus/visible-gpus.js'
import { hostEnvironment } from '../execute/pool/host-environment.js'

/** Checks engines one after another, so that they do not slow each other, as a host would run them: on one thread. */
export async function checkEngines(
  names: readonly EngineName[],
  { timed }: { readonly timed: boolean },
): Promise<readonly CheckedEngine[]> {
  const environment = hostEnvironment(process.env, 1, await firstDevice())
  const checked: CheckedEngine[] = []
  for (const name of names) checked.push(await checkEngine(name, { environment, timed }))
  return checked
}

async function firstDevice(): Promise<Device> {
  const list = await listGpus()
  const [gpu] = visibleGpus(process.env.CUDA_VISIBLE_DEVICES, list.kind === 'listed' ? list.gpus : [])
  return gpu ? { kind: 'gpu', id: gpu.id } : { kind: 'cpu' }
}
