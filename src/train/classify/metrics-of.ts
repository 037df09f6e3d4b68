import type { Metrics } from '../../core/reading.js'
import type { Evaluation } from '../evaluation/evaluation.js'

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
