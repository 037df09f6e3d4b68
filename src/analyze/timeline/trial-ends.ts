import type { RunData } from '../run-data.js'
import type { TrialRow } from '../trial-row.js'

/** A complete trial at the moment it ended. */
export interface TrialEnd {
  readonly trial: TrialRow
  /** Since the first attempt of the run started. */
  readonly seconds: number
  readonly value: number
  /** The best value of this trial and of all that ended before it. */
  readonly best: number
  /** Whether this trial is better than all before it. */
  readonly improves: boolean
}

/**
 * The complete trials in the order in which they ended, with the best value so far. Trials without an attempt of their
 * own, which were taken over from another run, have no time and are left out.
 */
export function trialEnds({ run, trials, attempts }: RunData): readonly TrialEnd[] {
  const start = attempts.reduce((first, { startedAt }) => Math.min(first, startedAt), Number.POSITIVE_INFINITY)
  const endedAt = new Map<number, number>()
  for (const { trial, endedAt: at, outcome } of attempts) {
    if (at !== null && outcome?.status === 'complete') endedAt.set(trial, at)
  }
  const ended = trials.flatMap((trial) => {
    const at = endedAt.get(trial.number)
    if (trial.status !== 'complete' || trial.value === null || at === undefined) return []
    return [{ trial, seconds: (at - start) / 1000, value: trial.value }]
  })
  ended.sort((a, b) => a.seconds - b.seconds || a.trial.number - b.trial.number)

  const sign = run.sweep.metric.goal === 'maximize' ? 1 : -1
  let best: number | undefined
  return ended.map((end) => {
    const improves = best === undefined || sign * (end.value - best) > 0
    if (improves) best = end.value
    return { ...end, best: best!, improves }
  })
}
