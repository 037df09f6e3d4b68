import * as special from './special.js'

export { logGamma } from './special.js'

/**
 * The regularized incomplete beta function I_x(a, b) for 0 <= x <= 1 and a, b > 0. Near x = 1 give 1 - x as `y`, too,
 * where it is known better than by subtraction.
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): number {
  return y < x ? special.incompleteBeta(y, b, a, true, true) : special.incompleteBeta(x, a, b)
}

/** The part of the standard normal distribution below x. */
export function normalCdf(x: number): number {
  return special.normalCdf(x, 0, 1)
}

/** How far an interval of this level reaches on either side, in standard errors: Student's t with `degrees` of freedom. */
export function tQuantile(level: number, degrees: number): number {
  const key = `${level}/${degrees}`
  const known = found.get(key)
  if (known !== undefined) return known
  if (found.size >= kept) found.clear()
  const quantile = special.tQuantile((1 + level) / 2, degrees)
  found.set(key, quantile)
  return quantile
}

/** Thousands of points have the same number of seeds. */
const found = new Map<string, number>()
const kept = 1000

/**
 * How likely a value of Student's t at least as far from 0 on either side is; `degrees` of freedom above 0. Two-sided,
 * I_x(degrees / 2, 1/2) at x = degrees / (degrees + t²) (NIST Digital Library of Mathematical Functions, 8.17; Student,
 * "The probable error of a mean", Biometrika 6, 1908).
 */
export function tTestP(t: number, degrees: number): number {
  if (!Number.isFinite(t)) return 0
  const whole = degrees + t * t
  return incompleteBeta(degrees / whole, degrees / 2, 0.5, (t * t) / whole)
}
