import { confusionMatrix, predictedClasses } from '../../core/evaluation.js'
import type { Predictions } from '../../core/run-data.js'

/** How samples of one class were taken. */
export interface ConfusionCell {
  readonly truth: string
  readonly predicted: string
  readonly count: number
  /** Of the samples of the true class, 0..1; 0 where there are none. */
  readonly share: number
}

/** The confusion matrix of predictions, row by row, normalised by rows: the diagonal is the recall of each class. */
export function confusionCells({ logits, labels, classes }: Predictions): readonly ConfusionCell[] {
  return confusionMatrix(predictedClasses(logits, classes.length), labels, classes.length).flatMap((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count, predicted) => ({
      truth: classes[truth]!,
      predicted: classes[predicted]!,
      count,
      share: total === 0 ? 0 : count / total,
    }))
  })
}
