import type { ClassScores } from './class-scores.js'

/** Mean recall over the classes that occur, as `sklearn.metrics.balanced_accuracy_score`; NaN where none does. */
export function balancedAccuracy(scores: readonly ClassScores[]): number {
  const occurring = scores.filter(({ count }) => count > 0)
  return occurring.reduce((sum, { recall }) => sum + recall, 0) / occurring.length
}
