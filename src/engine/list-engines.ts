import { engineNames } from './engine-name.js'
import type { EngineStatus } from './engine-status.js'
import { probeEngine } from './probe-engine.js'

/** Every engine, best first, and whether it works on this machine. Harmless: nothing is loaded into this process. */
export async function listEngines(): Promise<readonly EngineStatus[]> {
  return Promise.all(engineNames.map((name) => probeEngine(name)))
}
