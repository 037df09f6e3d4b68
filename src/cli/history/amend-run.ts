import type { GatheredProvenance } from '../../conduct/provenance/gather-provenance.js'
import { identityOf } from '../../conduct/provenance/identity-of.js'
import { systemClock } from '../../core/clock.js'
import type { Provenance } from '../../core/provenance.js'
import type { Conditions, Run } from '../../core/run.js'
import type { SweepFile } from '../../plan/sweep-file.js'
import { trialsOf } from '../../plan/trials.js'
import type { Store } from '../../store/store.js'
import { writeCodeDiff } from './write-code-diff.js'

export interface RunChange {
  readonly file: SweepFile
  readonly conditions: Conditions
  readonly gathered: GatheredProvenance
  /** What can change numbers and was allowed to, a line each. */
  readonly allowed: readonly string[]
}

/** Gives a run the sweep, the conditions and the provenance with which it goes on, and a record of what was allowed. */
export async function amendRun(
  store: Store,
  run: Run,
  runsFolder: string,
  { file, conditions, gathered, allowed }: RunChange,
): Promise<Run> {
  const provenance = run.provenance && joined(run.provenance, gathered.provenance, allowed)
  const amended = await store.amend(run.name, {
    sweep: file.sweep,
    sweepText: file.text,
    overrides: run.overrides,
    conditions,
    provenance,
    // Trials of before and after a change are of one run, so that no key of it says what its numbers depend on.
    identity:
      run.identity === null || allowed.length > 0
        ? null
        : identityOf(file.sweep.metric, conditions, gathered.provenance),
    numbers: numbersOf(file),
  })
  if (provenance && allowed.length > 0) await writeCodeDiff(runsFolder, run.name, { ...gathered, provenance })
  return amended
}

function joined(before: Provenance, now: Provenance, allowed: readonly string[]): Provenance {
  const { changes = [] } = before
  const all = allowed.length === 0 ? changes : [...changes, { at: systemClock.now(), differences: allowed }]
  // Data that is named no more is still what trials before were trained on.
  const data = { ...before.data, ...now.data }
  return { ...now, data, ...(all.length > 0 && { changes: all }) }
}

function* numbersOf({ sweep }: SweepFile): Generator<readonly [string, number]> {
  for (const { key, number } of trialsOf(sweep)) yield [key, number]
}
