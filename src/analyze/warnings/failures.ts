import type { Warning } from '../analysis.js'
import type { RunData } from '../run-data.js'
import { seedsOfBest } from './seeds-of-best.js'
import type { Findings } from './warnings-of.js'

/** That trials failed, why most did, and whether the best point is one of theirs. */
export function failures(data: RunData, { report, points }: Findings): readonly Warning[] {
  const { total } = data
  const { failed, waiting, running, interrupted } = report.counts
  if (failed === 0) return []
  const first = report.failures.toSorted((a, b) => b.count - a.count)[0]
  const why = first ? `: ${first.error.name}: ${firstLine(first.error.message)}` : ''
  const share = first && first.count < failed ? ` (${first.count} of them)` : ''
  const trials = failed === 1 ? `1 of ${total} trials failed` : `${failed} of ${total} trials failed`
  // Where trials have still to train, their warning says it.
  const best = waiting + running + interrupted === 0 ? seedsOfBest(data, points) : ''
  const text = `${trials}${why}${share}. Points are ranked without their failed seeds.${best}`
  return [{ kind: 'failures', text }]
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n')
  return line.length > 160 ? `${line.slice(0, 157)}...` : line.replace(/\.$/, '')
}
