import type { Metrics } from '../../core/trial.js'
import type { Tf } from '../../engine/engine.js'
import { type Evaluation, evaluateLogits } from '../../nn/evaluation.js'
import type { Tensors } from '../../nn/tensors.js'
import type { EvaluationCrops } from '../augment/crops.js'
import type { Split } from '../data/dataset.js'
import { predictSplit } from '../fit/prediction.js'
import type { Setup } from './setup.js'

export interface Scored {
  /** [count, classes] */
  readonly logits: Float32Array
  readonly evaluation: Evaluation
}

interface Scoring {
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

const scores = ['loss', 'accuracy', 'top2', 'macro_f1', 'balanced_accuracy', 'ece'] as const

type Prefix = 'val' | 'test'

/** The names of `metricsOf`. */
export function metricNamesOf(prefix: Prefix): readonly string[] {
  return scores.map((score) => `${prefix}_${score}`)
}

/** The scores of a split as metrics, as `val_accuracy`. */
export function metricsOf(prefix: Prefix, evaluation: Evaluation): Metrics {
  return Object.fromEntries(scores.map((score) => [`${prefix}_${score}`, evaluation[score]]))
}
