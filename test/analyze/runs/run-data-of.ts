import type { Parameter } from '#sweep/core/parameter.js'
import type { Predictions, RunData } from '#sweep/core/run-data.js'
import type { Sweep } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'
import { emptyRun } from '../../contract/empty-run.js'

/** The data of a run that maximizes `val_accuracy`, of complete trials [params, seed, value], keys `key-1` and so on. */
export function runDataOf(
  name: string,
  parameters: readonly Parameter[],
  trials: readonly (readonly [Params, number, number])[],
  rest: { readonly goal?: 'maximize' | 'minimize'; readonly validation?: ReadonlyMap<string, Predictions> } = {},
): RunData {
  const { goal = 'maximize', validation = new Map() } = rest
  const sweep: Sweep = { ...emptyRun.sweep, metric: { name: 'val_accuracy', goal }, parameters, seeds: [0, 1, 2] }
  return {
    run: { ...emptyRun, name, createdAt: 0, sweep },
    trials: trials.map(([params, seed, value], i) => ({
      ...{ number: i + 1, key: `key-${i + 1}`, params, seed, status: 'complete', value, bestStep: 1, metrics: {} },
      ...{ steps: 1, seconds: 1, error: null, readings: [] },
    })),
    ...{ total: trials.length, attempts: [], validation, test: new Map() },
  }
}
