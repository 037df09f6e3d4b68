/** Sample variance, over n - 1; NaN below two values. */
export function variance(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN
  const middle = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - middle) ** 2
  return sum / (values.length - 1)
}

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

/**
 * Degrees of freedom of a sum of independent estimates of variance, one of them above 0 (Satterthwaite, "An approximate
 * distribution of estimates of variance components", Biometrics Bulletin 2, 1946); of two means they are Welch's.
 */
export function satterthwaite(terms: readonly VarianceTerm[]): number {
  const sum = terms.reduce((total, { variance }) => total + variance, 0)
  // Shares do not overflow as squares of the losses of diverged networks do.
  return 1 / terms.reduce((total, { variance, degrees }) => total + (variance / sum) ** 2 / degrees, 0)
}

/** A part of the variance of a difference, estimated with so many degrees of freedom. */
export interface VarianceTerm {
  readonly variance: number
  readonly degrees: number
}
