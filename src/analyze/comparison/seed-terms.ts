import type { VarianceTerm } from '../statistics/variance-term.js'
import type { ComparedPoint } from './compared-point.js'

/**
 * What seeds add to the variance of the difference of two points' means; null where nothing tells how much seeds differ.
 * Where one of them has one seed, the estimate of all points stands for both, as in the t-test of equal variances: it
 * holds what the other one tells.
 */
export function seedTerms(a: ComparedPoint, b: ComparedPoint): readonly VarianceTerm[] | null {
  if (!a.spread || !b.spread) return null
  const pooled = [a.spread, b.spread].find((spread) => spread.pooled)
  if (pooled) return [{ variance: pooled.variance * (1 / a.seeds + 1 / b.seeds), degrees: pooled.degrees }]
  return [a, b].map(({ seeds, spread }) => ({ variance: spread!.variance / seeds, degrees: spread!.degrees }))
}
