import { satterthwaite } from '../statistics/satterthwaite.js'
import { tTestP } from '../statistics/t-test-p.js'
import type { VarianceTerm } from '../statistics/variance-term.js'

/**
 * Two-sided p of a difference whose variance is a sum of estimates, with the degrees of freedom of Satterthwaite; of two
 * estimates it is Welch's t-test. Where nothing varies: 1 for no difference, 0 for any. Where values vary beyond what a
 * number can hold: 1.
 */
export function termsTest(difference: number, terms: readonly VarianceTerm[]): number {
  const sum = terms.reduce((total, { variance }) => total + variance, 0)
  if (sum <= 0) return difference === 0 ? 1 : 0
  return Number.isFinite(sum) ? tTestP(difference / Math.sqrt(sum), satterthwaite(terms)) : 1
}
