import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import type { Sweep } from '../../core/sweep.js'
import { trialsOf } from '../../plan/trials.js'

/** What an edited sweep makes of the trials of the one before. */
export interface SweepEdit {
  /** Number of trials that are new, that both name, and that only the sweep before named. */
  readonly added: number
  readonly kept: number
  readonly dropped: number
  /** Keys of the new ones. */
  readonly addedKeys: ReadonlySet<string>
  /** What it says of how trials are carried out: failures, time-outs, checkpoints. */
  readonly policyChanged: boolean
}

/** Compares two sweeps trial by trial, by their keys; undefined when they are the same. */
export function sweepEdit(before: Sweep, after: Sweep): SweepEdit | undefined {
  if (textOf(before) === textOf(after)) return undefined
  const policyChanged =
    textOf(before.faults) !== textOf(after.faults) || before.checkpointEvery !== after.checkpointEvery
  const keysBefore = new Set<string>()
  for (const { key } of trialsOf(before)) keysBefore.add(key)
  const addedKeys = new Set<string>()
  let kept = 0
  for (const { key } of trialsOf(after)) {
    if (keysBefore.has(key)) kept++
    else addedKeys.add(key)
  }
  return { added: addedKeys.size, kept, dropped: keysBefore.size - kept, addedKeys, policyChanged }
}

/** The order of parameters counts: it numbers the trials. */
function textOf(value: Sweep | Sweep['faults']): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json)
}
