import type { RunData, TrialRow } from '../../core/run-data.js'

/** An attempt as a bar in a picture of the slots. */
export interface AttemptBar {
  readonly trial: number
  /** Counts the attempts at the trial from 1. */
  readonly number: number
  /** Seconds since the first attempt of the run started. */
  readonly start: number
  readonly end: number
  /** From 1. Which slot an attempt had is not stored: it is put into the first lane that was free. */
  readonly lane: number
  /** Without an outcome: whether its trial is still running, or its process was lost and nobody knows when. */
  readonly ended: 'complete' | 'pruned' | 'failed' | 'interrupted' | 'running' | 'lost'
}

/**
 * Every attempt of a run in its lane. One that has not ended lasts until the last moment that is known; a lost one until
 * the next attempt at its trial started, or until then.
 */
export function attemptBars({ trials, attempts }: RunData): readonly AttemptBar[] {
  const sorted = [...attempts].sort((a, b) => a.startedAt - b.startedAt || a.trial - b.trial)
  const start = sorted[0]?.startedAt ?? 0
  const last = sorted.reduce((latest, { startedAt, endedAt }) => Math.max(latest, endedAt ?? startedAt), start)
  const starts = new Map(sorted.map(({ trial, number, startedAt }) => [`${trial} ${number}`, startedAt]))
  const running = new Set(trials.filter(({ status }) => status === 'running').map(({ number }) => number))
  const free: number[] = []
  return sorted.map(({ trial, number, startedAt, endedAt, outcome }) => {
    const next = starts.get(`${trial} ${number + 1}`)
    const until = endedAt ?? next ?? last
    let lane = free.findIndex((at) => at <= startedAt)
    if (lane === -1) lane = free.length
    free[lane] = until
    const ended = outcome?.status ?? (next === undefined && running.has(trial) ? 'running' : 'lost')
    return { trial, number, start: (startedAt - start) / 1000, end: (until - start) / 1000, lane: lane + 1, ended }
  })
}

/** A complete trial at the moment it ended. */
interface TrialEnd {
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

/** What a run has cost. */
export interface RunTotals {
  /** Wall-clock seconds of all attempts that have ended, side by side or not. */
  readonly trainedSeconds: number
  readonly attempts: number
  /** Attempts at trials that had one before. */
  readonly retries: number
  /** Milliseconds since 1970, of the first attempt; null before it. */
  readonly startedAt: number | null
  /** Of the last attempt; null while one is under way or when its process was lost. */
  readonly endedAt: number | null
}

/** Adds up the attempts of a run. */
export function runTotals({ attempts }: Pick<RunData, 'attempts'>): RunTotals {
  let milliseconds = 0
  let startedAt: number | null = null
  let endedAt: number | null = null
  for (const attempt of attempts) {
    startedAt = Math.min(startedAt ?? attempt.startedAt, attempt.startedAt)
    if (attempt.endedAt === null) continue
    milliseconds += attempt.endedAt - attempt.startedAt
    endedAt = Math.max(endedAt ?? attempt.endedAt, attempt.endedAt)
  }
  return {
    trainedSeconds: milliseconds / 1000,
    attempts: attempts.length,
    retries: attempts.filter(({ number }) => number > 1).length,
    startedAt,
    endedAt: attempts.some((attempt) => attempt.endedAt === null) ? null : endedAt,
  }
}
