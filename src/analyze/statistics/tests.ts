import { incompleteBeta, logGamma, normalCdf, tQuantile, tTestP } from './distributions.js'
import type { Interval } from './intervals.js'
import { mean, satterthwaite, variance } from './variance.js'

/** How two means differ, and how sure that is. */
export interface Difference {
  /** The first mean less the second. */
  readonly value: number
  /** Of the difference, by Student's t. */
  readonly interval: Interval
  /** Of the difference. */
  readonly standardError: number
  /** Degrees of freedom; Infinity where the standard error is 0. */
  readonly degrees: number
  /** Of the two-sided test that there is none. Where nothing varies: 1 for equal means, 0 for others. */
  readonly p: number
}

/** A difference with its interval and test, from its standard error with its degrees of freedom. */
export function differenceOf(value: number, standardError: number, degrees: number, level: number): Difference {
  if (standardError === 0) {
    const interval = { low: value, high: value, level, kind: 't' } as const
    return { value, interval, standardError, degrees: Number.POSITIVE_INFINITY, p: value === 0 ? 1 : 0 }
  }
  const reach = tQuantile(level, degrees) * standardError
  const interval = { low: value - reach, high: value + reach, level, kind: 't' } as const
  return { value, interval, standardError, degrees, p: tTestP(value / standardError, degrees) }
}

/**
 * Corrects the p values of a family of tests so that with chance 1 - level none is rejected wrongly when those below the
 * level are: Holm's step-down procedure ("A simple sequentially rejective multiple test procedure", Scandinavian Journal
 * of Statistics 6, 1979). In the order of `values`.
 */
export function holm(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const corrected = new Array<number>(values.length)
  let highest = 0
  order.forEach((place, i) => {
    highest = Math.max(highest, Math.min(1, values[place]! * (values.length - i)))
    corrected[place] = highest
  })
  return corrected
}

/** A line of least squares. */
interface Line {
  readonly slope: number
  /** Two-sided, of the t-test that there is no slope; 0 for points that lie on a slope. */
  readonly p: number
}

/** The line through three or more points [x, y] (Draper and Smith, "Applied Regression Analysis", 1998, chapter 1). */
export function lineThrough(points: readonly (readonly [number, number])[]): Line {
  const count = points.length
  const [middleX, middleY] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis as 0 | 1], 0) / count)
  let [xx, xy, yy] = [0, 0, 0]
  for (const [x, y] of points) {
    xx += (x - middleX!) ** 2
    xy += (x - middleX!) * (y - middleY!)
    yy += (y - middleY!) ** 2
  }
  const slope = xy / xx
  const rest = Math.max(0, yy - slope * xy)
  if (rest === 0) return { slope, p: slope === 0 ? 1 : 0 }
  return { slope, p: tTestP(slope / Math.sqrt(rest / (count - 2) / xx), count - 2) }
}

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

/**
 * How likely a two-sided t-test at 1 - level rejects when the difference is `shift` standard errors large: the tails of
 * the noncentral t distribution (Cohen, "Statistical Power Analysis", 1988, chapter 2), integrated over the estimate of
 * the standard error by Simpson's rule. `degrees` of freedom from 2.
 */
export function tTestPower(shift: number, degrees: number, level = 0.95): number {
  const reach = tQuantile(level, degrees)
  const constant = Math.log(2) + (degrees / 2) * Math.log(degrees / 2) - logGamma(degrees / 2)
  // Of the estimated by the true standard error.
  const at = (ratio: number): number => {
    if (ratio === 0) return 0
    const density = Math.exp(constant + (degrees - 1) * Math.log(ratio) - (degrees * ratio ** 2) / 2)
    return density * (normalCdf(shift - reach * ratio) + normalCdf(-shift - reach * ratio))
  }
  const width = 9 / Math.sqrt(degrees)
  const low = Math.max(0, 1 - width)
  const step = (1 + width - low) / intervals
  let sum = at(low) + at(1 + width)
  for (let i = 1; i < intervals; i++) sum += (i % 2 === 0 ? 2 : 4) * at(low + i * step)
  return (sum * step) / 3
}

const intervals = 2000

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
