export interface EarlyStoppingOptions {
  readonly goal: 'maximize' | 'minimize'
  /** Epochs in a row without a better metric after which training stops; 0 or null for never. */
  readonly patience: number | null
  /** By how much, absolute, a metric must be better than the best to count as better. */
  readonly minDelta: number
}

/**
 * Whether training stops, by the metric of every epoch so far. It stops when each of the last `patience` epochs was not
 * better, by more than `minDelta`, than the best before it, as `keras.callbacks.EarlyStopping` counts; NaN is never
 * better.
 */
export function earlyStopping({ goal, patience, minDelta }: EarlyStoppingOptions, past: readonly number[]): boolean {
  if (patience === null || patience === 0) return false
  let best = Number.NEGATIVE_INFINITY
  let bad = 0
  for (const metric of past) {
    const value = goal === 'maximize' ? metric : -metric
    if (value > best + minDelta) {
      best = value
      bad = 0
    } else bad++
  }
  return bad >= patience
}
