import { calibrationError } from '../../core/evaluation/calibration-error.js'
import { confusionMatrix } from '../../core/evaluation/confusion-matrix.js'
import { predictedClasses } from '../../core/evaluation/predicted-classes.js'
import { balancedAccuracy } from './balanced-accuracy.js'
import { classScores } from './class-scores.js'
import type { Evaluation } from './evaluation.js'
import { fitTemperature } from './fit-temperature.js'
import { macroF1 } from './macro-f1.js'
import { scoreLogits } from './score-logits.js'
import { topKAccuracy } from './top-k-accuracy.js'

export interface EvaluationOptions {
  /** A distribution over the classes for every sample, [n, classes]. */
  readonly votes?: Float32Array | undefined
  /** One that was fitted on other samples, so that a test split is not calibrated on itself. */
  readonly temperature?: number | undefined
}

/**
 * Everything that logits [n, classes] of a split tell against its labels [n]; `classes` are the names of the classes.
 * With votes, loss and temperature are those of the cross-entropy with these distributions; all else goes by the labels.
 * Throws RangeError where the sizes do not fit one another, for no samples, and for an unknown label.
 */
export function evaluateLogits(
  logits: Float32Array,
  labels: Uint8Array,
  classes: readonly string[],
  { votes, temperature: given }: EvaluationOptions = {},
): Evaluation {
  checkSizes(logits, labels, classes, votes)
  const count = labels.length
  const { loss, correct } = scoreLogits(logits, labels, votes)
  const confusion = confusionMatrix(predictedClasses(logits, classes.length), labels, classes.length)
  const scores = classScores(confusion)
  const temperature = given ?? fitTemperature(logits, labels, votes)
  return {
    count,
    loss: loss / count,
    accuracy: correct / count,
    top2: topKAccuracy(logits, labels, 2),
    macro_f1: macroF1(scores),
    balanced_accuracy: balancedAccuracy(scores),
    ece: calibrationError(logits, labels),
    temperature,
    ece_after_temperature: calibrationError(logits, labels, temperature),
    by_class: scores.map((score, k) => ({ class: classes[k]!, ...score })),
    confusion,
  }
}

function checkSizes(
  logits: Float32Array,
  labels: Uint8Array,
  classes: readonly string[],
  votes: Float32Array | undefined,
): void {
  const size = labels.length * classes.length
  if (labels.length === 0) throw new RangeError('evaluateLogits: there are no samples; give at least one')
  for (const [name, values] of Object.entries({ logits, votes: votes ?? logits })) {
    if (values.length === size) continue
    const needed = `${labels.length} labels of ${classes.length} classes need ${size}`
    throw new RangeError(`evaluateLogits: ${values.length} ${name}; ${needed}`)
  }
  const unknown = labels.findIndex((label) => label >= classes.length)
  if (unknown === -1) return
  throw new RangeError(`evaluateLogits: label ${labels[unknown]} of sample ${unknown}; write 0..${classes.length - 1}`)
}
