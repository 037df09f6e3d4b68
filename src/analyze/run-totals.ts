import type { RunData } from './run-data.js'

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
