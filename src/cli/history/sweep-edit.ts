import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import type { Sweep } from '../../core/sweep.js'
import { trialsOf } from '../../plan/trials-of.js'

/** What an edited sweep makes of the trials of the one before. */
export interface SweepEdit {
  /** Number of trials that are new, that both name, and that only the sweep before named. */
  readonly added: number
  readonly kept: number
  readonly dropped: number
  /** Keys of the new ones. */
  readonly addedKeys: ReadonlySet<string>
  /** Whether kept trials have other numbers now. */
  readonly renumbered: boolean
  readonly faultsChanged: boolean
}

/** Compares two sweeps trial by trial, by their keys; undefined when they are the same. */
export function sweepEdit(before: Sweep, after: Sweep): SweepEdit | undefined {
  if (textOf(before) === textOf(after)) return undefined
  const faultsChanged = textOf(before.faults) !== textOf(after.faults)
  const numbers = new Map<string, number>()
  for (const { key, number } of trialsOf(before)) numbers.set(key, number)
  const addedKeys = new Set<string>()
  let [kept, renumbered] = [0, false]
  for (const { key, number } of trialsOf(after)) {
    const old = numbers.get(key)
    if (old === undefined) addedKeys.add(key)
    else {
      kept++
      renumbered ||= old !== number
    }
  }
  return { added: addedKeys.size, kept, dropped: numbers.size - kept, addedKeys, renumbered, faultsChanged }
}

/** The order of parameters counts: it numbers the trials. */
function textOf(value: Sweep | Sweep['faults']): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)) as Json)
}
