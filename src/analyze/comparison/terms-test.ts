import { tTestP } from '../statistics/t-test-p.js'
import type { VarianceTerm } from './variance-term.js'

/**
 * Two-sided p of a difference whose variance is a sum of estimates, with the degrees of freedom of Satterthwaite ("An
 * approximate distribution of estimates of variance components", Biometrics Bulletin 2, 1946); of two estimates it is
 * Welch's t-test. Where nothing varies: 1 for no difference, 0 for any.
 */
export function termsTest(difference: number, terms: readonly VarianceTerm[]): number {
  const sum = terms.reduce((total, { variance }) => total + variance, 0)
  if (sum <= 0) return difference === 0 ? 1 : 0
  const degrees = sum ** 2 / terms.reduce((total, { variance, degrees }) => total + variance ** 2 / degrees, 0)
  return tTestP(difference / Math.sqrt(sum), degrees)
}
