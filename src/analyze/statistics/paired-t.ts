import type { Difference } from './difference.js'
import { differenceOf } from './difference-of.js'
import { mean } from './mean.js'
import { variance } from './variance.js'

/**
 * The mean of what each value of `a` has beyond the value of `b` at its place, as of the same trial in two runs: the
 * paired t-test and its interval (Student, "The probable error of a mean", Biometrika 6, 1908). Null for fewer than two
 * pairs; a RangeError for lists of two lengths.
 */
export function pairedT(a: ArrayLike<number>, b: ArrayLike<number>, level = 0.95): Difference | null {
  if (a.length !== b.length)
    throw new RangeError(`pairedT takes as many values of a as of b, got ${a.length} and ${b.length}`)
  if (a.length < 2) return null
  const differences = Float64Array.from(a, (value, i) => value - b[i]!)
  const standardError = Math.sqrt(variance(differences) / differences.length)
  return differenceOf(mean(differences), standardError, differences.length - 1, level)
}
