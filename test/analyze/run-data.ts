import type { Run } from '#sweep/core/run.js'
import type { Predictions, RunData, TrialRow } from '#sweep/core/run-data.js'
import type { Sweep } from '#sweep/core/sweep.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'

/** A trial of a point; the value null is one that is not complete. */
export type GivenTrial = Partial<TrialRow> & { readonly value: number | null; readonly predictions?: Predictions }

/** Points with their trials, whose seeds count from 0. */
export type GivenPoint = readonly [params: Params, trials: readonly (number | null | GivenTrial)[]]

/** A finished run with these trials. */
export function runData(points: readonly GivenPoint[], given: Partial<Sweep> = {}, total?: number): RunData {
  const validation = new Map<string, Predictions>()
  const trials = points.flatMap(([params, values], place) =>
    values.map((value, seed) => {
      const { predictions, ...row } = value !== null && typeof value === 'object' ? value : { value }
      const number = place * 10 + seed + 1
      const key = row.key ?? `key${number}`
      if (predictions) validation.set(key, predictions)
      return {
        ...rest,
        number,
        key,
        params,
        seed,
        status: row.value === null ? 'failed' : 'complete',
        ...row,
      } satisfies TrialRow
    }),
  )
  const names = [...new Set(points.flatMap(([params]) => Object.keys(params)))]
  const parameters = names.map((name) => ({ name, values: points.flatMap(([params]) => params[name] ?? []) }))
  const seeds = points[0]?.[1].map((_, seed) => seed) ?? [0]
  const metric = { name: 'val_accuracy', goal: 'maximize' } as const
  const sweep: Sweep = { ...sweepDefaults, name: 'lines', experiment: 'fer', metric, seeds, parameters, ...given }
  const run = { name: 'lines-1', sweep } as unknown as Run
  return { run, trials, total: total ?? trials.length, attempts: [], validation, test: new Map() }
}

const rest = { bestStep: 1, metrics: null, steps: 1, seconds: 3, error: null, readings: [] }
