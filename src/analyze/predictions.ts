/** What a trial's best weights say of every sample of a split. */
export interface Predictions {
  /** The splits that were scored, as `PrivateTest`. */
  readonly splits: readonly string[]
  /** Names of the classes. */
  readonly classes: readonly string[]
  /** Logits, [samples, classes], row by row. */
  readonly logits: Float32Array
  /** The true class of every sample, [samples]. */
  readonly labels: Int32Array
  /** What makes the logits calibrated when they are divided by it; 1 where none was fitted. */
  readonly temperature: number
}
