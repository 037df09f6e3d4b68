import type { RunData } from '../run-data.js'

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
