import type { Predictions } from '../predictions.js'
import type { RunData } from '../run-data.js'

/** The predictions that a metric was computed from, by key of the trial: `test_...` is of the test split. */
export function predictionsFor(
  metric: string,
  { validation, test }: Pick<RunData, 'validation' | 'test'>,
): ReadonlyMap<string, Predictions> {
  return metric.startsWith('test_') ? test : validation
}
