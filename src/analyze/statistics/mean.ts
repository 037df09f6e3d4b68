/**
 * Arithmetic mean; NaN of nothing. What rounding left over is added, so that equal values have themselves as their mean and
 * no variance, and the order of values, as of seeds, makes no difference: points that are level are level.
 */
export function mean(values: ArrayLike<number>): number {
  const rough = sum(values, 0) / values.length
  return Number.isFinite(rough) ? rough + sum(values, rough) / values.length : rough
}

function sum(values: ArrayLike<number>, less: number): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]! - less
  return total
}
