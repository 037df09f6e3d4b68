import type { Tf } from '../../engine/tf.js'
import type { EvaluationCrops } from '../augment/crops/evaluation-crops.js'
import type { Split } from '../data/dataset.js'
import { evaluateLogits } from '../evaluation/evaluate-logits.js'
import type { Evaluation } from '../evaluation/evaluation.js'
import { predictSplit } from '../fit/predict-split.js'
import type { Tensors } from '../tensors/tensors.js'
import type { Setup } from './set-up.js'

export interface Scored {
  /** [count, classes] */
  readonly logits: Float32Array
  readonly evaluation: Evaluation
}

export interface Scoring {
  readonly split: Split
  readonly crops: EvaluationCrops
  /** Undefined to fit it on the split itself. */
  readonly temperature?: number | undefined
  /** Called after every batch; what it throws ends the scoring. */
  readonly between: () => Promise<void>
}

/** What a model with these weights makes of a split, and how right that is. */
export async function scoreSplit(
  tf: Tf,
  { model, shape, crop, classes }: Setup,
  weights: Tensors,
  { split, crops, temperature, between }: Scoring,
): Promise<Scored> {
  const logits = await predictSplit(tf, model, weights, { split, shape, crop, crops, between })
  return { logits, evaluation: evaluateLogits(logits, split.labels, classes, { votes: split.votes, temperature }) }
}
