import type { TrialDetails } from '../../analyze/trial-details.js'
import type { TrialFile } from './trial-file.js'

/**
 * A trial as one JSON object, in full precision: `{run, trial, key, params, seed, status, metric: {name, goal}, value,
 * best_step, steps, seconds, metrics, error, reused_from, continued_from, attempts: [{number, started_at, ended_at,
 * seconds, outcome}], readings: [{step, seconds, metrics}], files: [{path, bytes}]}`. Times are ISO 8601.
 */
export function renderTrialJson({ run, metric, trial, attempts }: TrialDetails, files: readonly TrialFile[]): string {
  const { number, key, params, seed, status, value, bestStep, steps, seconds, metrics, error } = trial
  const record = {
    ...{ run, trial: number, key, params, seed, status, metric, value, best_step: bestStep, steps, seconds, metrics },
    ...{ error, reused_from: trial.reusedFrom ?? null, continued_from: trial.continuedFrom ?? null },
    attempts: attempts.map(({ number: place, startedAt, endedAt, outcome }) => ({
      number: place,
      started_at: new Date(startedAt).toISOString(),
      ended_at: endedAt === null ? null : new Date(endedAt).toISOString(),
      seconds: endedAt === null ? null : (endedAt - startedAt) / 1000,
      outcome,
    })),
    readings: trial.readings.map((reading) => ({
      step: reading.step,
      seconds: reading.seconds,
      metrics: reading.metrics,
    })),
    files,
  }
  return JSON.stringify(record, null, 2)
}
