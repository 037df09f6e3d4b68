/** What a model is worth on splits of the data, as an experiment kept it with its predictions. Plain JSON. */
export type SplitScores = {
  /** What part they play: `validation`, `test`. */
  readonly part: string
  /** Names of the splits. */
  readonly splits: readonly string[]
  readonly classes: readonly string[]
  readonly evaluation: {
    /** Samples. */
    readonly count: number
    /** In nats. */
    readonly loss: number
    readonly accuracy: number
    readonly top2: number
    readonly macro_f1: number
    readonly balanced_accuracy: number
    readonly ece: number
    readonly temperature: number
    readonly ece_after_temperature: number
    readonly by_class: readonly {
      readonly class: string
      readonly count: number
      readonly precision: number
      readonly recall: number
      readonly f1: number
    }[]
    /** Counts, [true, predicted]. */
    readonly confusion: readonly (readonly number[])[]
  }
}
