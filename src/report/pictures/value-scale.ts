/** A value that is so many times another is not told from it on a linear axis beside a few that diverged. */
const widest = 1000

/**
 * The scale of an axis of measured values, without a zero that nobody measured: by powers of ten where they are positive
 * and some are more than 1000 times others, as a loss is where some trials nearly diverged.
 */
export function valueScale(values: readonly number[]): { readonly type: 'linear' | 'log'; readonly zero?: false } {
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, 0],
  )
  return least > 0 && most / least > widest ? { type: 'log' } : { type: 'linear', zero: false }
}
