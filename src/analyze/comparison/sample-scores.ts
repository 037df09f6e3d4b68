import type { Predictions } from '../predictions.js'
import { balancedAccuracyScores } from './scores/balanced-accuracy-scores.js'
import { calibrationScores } from './scores/calibration-scores.js'
import { lossScores } from './scores/loss-scores.js'
import { macroF1Scores } from './scores/macro-f1-scores.js'
import { topScores } from './scores/top-scores.js'

/**
 * What every sample adds to a metric of the validation split, [samples]: numbers whose mean is the metric, so that its sampling error is that of
 * a mean. Exact for accuracies and losses; for F1, balanced accuracy and calibration error to first order, by the
 * influence of every sample (the infinitesimal jackknife: Efron, "The jackknife, the bootstrap and other resampling
 * plans", 1982, chapter 6). Undefined for a metric that predictions do not tell, as that of a user's own experiment.
 */
export function sampleScores(metric: string, predictions: Predictions): Float64Array | undefined {
  const name = /^val_(.+)$/.exec(metric)?.[1]
  return name !== undefined && Object.hasOwn(scores, name)
    ? scores[name as keyof typeof scores](predictions)
    : undefined
}

const scores = {
  accuracy: (predictions: Predictions) => topScores(predictions, 1),
  top2: (predictions: Predictions) => topScores(predictions, 2),
  loss: lossScores,
  macro_f1: macroF1Scores,
  balanced_accuracy: balancedAccuracyScores,
  ece: calibrationScores,
}
