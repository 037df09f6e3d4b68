import type { Difference } from './difference.js'
import { differenceOf } from './difference-of.js'
import { mean } from './mean.js'
import { satterthwaite } from './satterthwaite.js'
import { variance } from './variance.js'

/**
 * The mean of `a` less that of `b`, which need not vary equally: Welch's t-test and interval (Welch, "The generalization
 * of Student's problem when several different population variances are involved", Biometrika 34, 1947). Null where
 * either has fewer than two values.
 */
export function welch(a: readonly number[], b: readonly number[], level = 0.95): Difference | null {
  if (a.length < 2 || b.length < 2) return null
  const [ofA, ofB] = [variance(a) / a.length, variance(b) / b.length]
  const degrees = satterthwaite([
    { variance: ofA, degrees: a.length - 1 },
    { variance: ofB, degrees: b.length - 1 },
  ])
  return differenceOf(mean(a) - mean(b), Math.sqrt(ofA + ofB), degrees, level)
}
