import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import { seedsOfBest } from './seeds-of-best.js'
import type { Findings } from './warnings-of.js'

/** That trials have still to train, and whether the best point is one of theirs. */
export function unfinished(data: RunData, { report: { counts }, points }: Findings): readonly Warning[] {
  const { run, total } = data
  const left = counts.waiting + counts.running + counts.interrupted
  if (left === 0) return []
  const text = `${left} of ${total} trials have not finished: the ranking may change when they do (sweep resume ${run.name}).${seedsOfBest(data, points)}`
  return [{ kind: 'unfinished', text }]
}
