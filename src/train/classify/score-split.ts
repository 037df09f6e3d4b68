import type { Tf } from '../../engine/tf.js'
import type { Split } from '../data/dataset.js'
import { evaluateLogits } from '../evaluation/evaluate-logits.js'
import type { Evaluation } from '../evaluation/evaluation.js'
import { predictSplit } from '../fit/predict-split.js'
import type { Tensors } from '../tensors.js'
import type { Setup } from './set-up.js'

export interface Scored {
  /** [count, classes] */
  readonly logits: Float32Array
  readonly evaluation: Evaluation
}

/**
 * What a network with these weights makes of a split, and how right that is. The temperature is fitted on the split itself
 * where none is given.
 */
export async function scoreSplit(
  tf: Tf,
  { network, shape, crop, classes }: Setup,
  weights: Tensors,
  split: Split,
  crops: 'centre' | 'ten',
  temperature?: number,
): Promise<Scored> {
  const logits = await predictSplit(tf, network, weights, { split, shape, crop, crops })
  return { logits, evaluation: evaluateLogits(logits, split.labels, classes, { votes: split.votes, temperature }) }
}
