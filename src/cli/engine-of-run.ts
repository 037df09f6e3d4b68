import type { Run } from '../core/run.js'
import { chooseEngine } from '../engine/choose-engine.js'

/** The version of the engine that a run began with, as it is on this machine now; says so when it is another one. */
export async function engineOfRun(run: Run): Promise<string> {
  const { engine, engineVersion } = run.conditions
  // The engine is part of the run: another one would round differently.
  const { version } = await chooseEngine(engine)
  if (version !== engineVersion) {
    console.error(
      `Warning: run "${run.name}" began with ${engine} ${engineVersion}, this is ${version}; readings may differ.`,
    )
  }
  return version
}
