import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import type { Findings } from './warnings-of.js'

/** That trials have still to train, and whether the best point is one of theirs. */
export function unfinished({ run, total }: RunData, { report: { counts }, points }: Findings): readonly Warning[] {
  const left = counts.waiting + counts.running + counts.interrupted
  if (left === 0) return []
  const best = points[0]
  const seeds = run.sweep.seeds.length
  const lucky =
    best && best.missing > 0 && best.trials.length < seeds
      ? ` The best point itself has ${best.trials.length} of its ${seeds} seeds.`
      : ''
  const text = `${left} of ${total} trials have not finished: the ranking may change when they do (sweep resume ${run.name}).${lucky}`
  return [{ kind: 'unfinished', text }]
}
