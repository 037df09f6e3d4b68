import type { EngineStatus } from '../engine-status.js'
import { probeEngine } from '../probe-engine.js'
import { installationPaths } from './installation.js'

/** Whether the engine in that folder loads and computes, whatever else is installed here. */
export function probeInstallation(folder: string): Promise<EngineStatus> {
  return probeEngine('tensorflow', { ...process.env, SWEEP_TENSORFLOW_BINDING: installationPaths(folder).binding })
}
