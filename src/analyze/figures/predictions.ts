import type { Predictions, RunData } from '../../core/run-data.js'
import type { RankedTrial } from '../report.js'

/** A trial with what it says of every sample of a split. */
export interface KeptPredictions {
  readonly trial: RankedTrial
  readonly split: 'validation' | 'test'
  readonly predictions: Predictions
}

/**
 * The predictions of one trial, or of the best one that kept any; of the validation split where none is named. A text
 * says why there are none, and what to do instead.
 */
export function keptPredictions(
  data: RunData,
  ranked: readonly RankedTrial[],
  {
    trial: number,
    split = 'validation',
  }: { readonly trial?: number | undefined; readonly split?: 'validation' | 'test' | undefined },
): KeptPredictions | string {
  const kept = data[split]
  if (kept.size === 0) {
    const test = split === 'test' && data.validation.size > 0 ? ', or look at --split validation' : ''
    return `no trial kept predictions of the ${split} split: a built-in classifier does when it has one${test}`
  }
  if (number === undefined) {
    const trial = ranked.find(({ key }) => kept.has(key))
    return trial === undefined
      ? `no ranked trial kept predictions of the ${split} split: wait until one is complete`
      : { trial, split, predictions: kept.get(trial.key)! }
  }
  const trial = ranked.find((candidate) => candidate.number === number)
  const predictions = trial && kept.get(trial.key)
  if (trial && predictions) return { trial, split, predictions }
  const some = ranked.filter(({ key }) => kept.has(key)).slice(0, 8)
  const why = trial === undefined ? `there is no trial ${number} yet` : `trial ${number} kept no predictions`
  return `${why}. Those with predictions of the ${split} split, best first: ${some.map((each) => each.number).join(', ')}`
}
