import { incompleteBeta } from './incomplete-beta.js'

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
