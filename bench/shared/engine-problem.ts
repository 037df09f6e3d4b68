import type { EngineName } from '#sweep/engine/engine.js'
import { probeEngine } from '#sweep/engine/probe.js'

/** Why an engine cannot be measured here; undefined when it can. */
export async function engineProblem(engine: EngineName): Promise<string | undefined> {
  const status = await probeEngine(engine)
  return status.available ? undefined : 'does not work here; npx sweep engine list says why'
}
