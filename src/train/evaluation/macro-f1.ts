import type { ClassScores } from './class-scores.js'

/**
 * Mean of F1 over all classes, each with the same weight. A class that neither occurs nor is predicted counts with 0, as
 * in `sklearn.metrics.f1_score` with `average='macro', zero_division=0` and all classes as its `labels`.
 */
export function macroF1(scores: readonly ClassScores[]): number {
  return scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
}
