import { availableParallelism } from 'node:os'
import type { AvailableEngine } from '../../engine/engine-status.js'
import { listGpus } from '../../engine/gpus/list-gpus.js'
import { visibleGpus } from '../../engine/gpus/visible-gpus.js'
import { chooseDevices, type DeviceChoice, type DeviceFacts, type DeviceWishes } from './choose-devices.js'

/** Chooses the devices of a run on this machine, and says so when they are GPUs or not what was expected. */
export async function settleDevices(
  wishes: DeviceWishes,
  engine: AvailableEngine,
  run: Pick<DeviceFacts, 'threads' | 'trials' | 'began'>,
): Promise<DeviceChoice> {
  const list = engine.deviceKind === 'gpu' ? await listGpus() : undefined
  const gpus = visibleGpus(process.env.CUDA_VISIBLE_DEVICES, list?.kind === 'listed' ? list.gpus : [])
  const choice = chooseDevices(wishes, { engine, gpus, cores: availableParallelism(), ...run })
  for (const warning of choice.warnings) console.error(`Warning: ${warning}.`)
  if (choice.names.length > 0) {
    console.error(`Training on ${choice.names.join(', ')}, ${choice.trialsPerGpu} at a time on each.`)
  }
  return choice
}
