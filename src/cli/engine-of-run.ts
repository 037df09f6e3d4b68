import type { Run } from '../core/run.js'
import { chooseEngine } from '../engine/choose-engine.js'
import type { AvailableEngine } from '../engine/engine-status.js'

/** The engine that a run began with, as it is on this machine now; says so when its version is another one. */
export async function engineOfRun(run: Run): Promise<AvailableEngine> {
  const { engine, engineVersion } = run.conditions
  // The engine is part of the run: another one would round differently.
  const found = await chooseEngine(engine)
  if (found.version !== engineVersion) {
    console.error(
      `Warning: run "${run.name}" began with ${engine} ${engineVersion}, this is ${found.version}; readings may differ.`,
    )
  }
  return found
}
