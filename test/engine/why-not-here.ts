import type { EngineName } from '#sweep/engine/engine.js'
import { probeEngine } from '#sweep/engine/probe.js'
import { missingParts } from '#sweep/engine/status.js'

/** Why an engine cannot be tested on this machine, for the names of tests that are skipped; undefined when it can. */
export async function whyNotHere(name: EngineName): Promise<string | undefined> {
  // Files say nothing of a GPU. For the other engines they must do: one that is there and does not load fails its tests.
  if (name !== 'webgpu') return missingParts(name)
  const status = await probeEngine(name)
  return status.available ? undefined : status.reason
}
