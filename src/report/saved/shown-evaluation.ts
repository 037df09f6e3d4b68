import type { Interval } from '../../analyze/statistics/intervals.js'

/** What a saved model is worth on a split. */
export interface ShownEvaluation {
  /** The model folder. */
  readonly model: string
  readonly splits: readonly string[]
  /** The data that they are of. */
  readonly data: string
  readonly crops: 'centre' | 'ten'
  /** Whether the model's epoch was chosen by images of the split. */
  readonly choseTheEpoch: boolean
  /** As `tensorflow …`. */
  readonly engine: string
  readonly classes: readonly string[]
  readonly count: number
  readonly accuracy: number
  readonly interval: Interval
  readonly top2: number
  readonly macroF1: number
  readonly balancedAccuracy: number
  readonly loss: number
  readonly ece: number
  readonly temperature: number
  readonly eceAfterTemperature: number
  /** In the order of the classes. */
  readonly byClass: readonly {
    readonly precision: number
    readonly recall: number
    readonly f1: number
    readonly count: number
  }[]
  /** Counts, [true, predicted]. */
  readonly confusion: readonly (readonly number[])[]
}
