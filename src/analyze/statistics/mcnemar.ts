import { incompleteBeta } from './incomplete-beta.js'

/**
 * McNemar's exact test of two classifiers on the same samples: how likely counts at least as uneven are, of samples that
 * only the first (`b`) and only the second (`c`) classifies rightly, when both are equally good. Twice the tail of the
 * binomial distribution of b + c at 1/2 (McNemar, "Note on the sampling error of the difference between correlated
 * proportions", Psychometrika 12, 1947; Dietterich, Neural Computation 10, 1998).
 */
export function mcnemar(b: number, c: number): number {
  const [few, many] = [Math.min(b, c), Math.max(b, c)]
  return few === many ? 1 : Math.min(1, 2 * incompleteBeta(0.5, many, few + 1))
}
