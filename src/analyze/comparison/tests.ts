import type { Point } from '../points.js'
import { tTestP } from '../statistics/distributions.js'
import { mcnemar, pairedT } from '../statistics/tests.js'
import { satterthwaite, type VarianceTerm, variance } from '../statistics/variance.js'

/**
 * Two-sided p of the difference of two points over samples and seeds, both drawn at random: would other networks on other
 * images show it too? Every sample is seen by every network, every network belongs to one point, as cases and readers in
 * the studies of diagnostic imaging (Obuchowski and Rockette, Communications in Statistics 24, 1995; Hillis, Statistics
 * in Medicine 26, 2007, for degrees of freedom). The variance of the difference is that of its means by sample, paired,
 * plus those of its means by seed, less the interaction of both, which either contains.
 *
 * It is what a bootstrap of samples and seeds aims at. That one counts the interaction three times (Owen, "The pigeonhole
 * bootstrap", Annals of Applied Statistics 1, 2007), with k seeds finds (k - 1) / k of their variance only, and its
 * resamples are too few for the small p that Holm's correction asks for.
 *
 * The estimate stays at least that of samples alone and that of seeds alone. And since three seeds may agree by chance,
 * p is never below that of Welch's t-test over seeds. Null where either is not known.
 */
export function crossedTest(a: ComparedPoint, b: ComparedPoint): number | null {
  const seeds = seedTerms(a, b)
  if (!a.profile || !b.profile || !seeds) return null
  const samples = { variance: sampleVariance(a.profile, b.profile), degrees: a.profile.scores.length - 1 }
  const difference = a.mean - b.mean
  const bySeed = seeds.reduce((sum, { variance }) => sum + variance, 0)
  const both = samples.variance + bySeed
  const once = both - a.profile.interaction - b.profile.interaction
  // Shrinks all terms alike, which leaves their degrees of freedom as they are.
  const kept = both === 0 ? 1 : Math.max(once, samples.variance, bySeed) / both
  const terms = [samples, ...seeds].map(({ variance, degrees }) => ({ variance: kept * variance, degrees }))
  return Math.max(termsTest(difference, terms), termsTest(difference, seeds))
}

/** What is known of a point when it is compared with another. */
export interface ComparedPoint {
  readonly mean: number
  readonly seeds: number
  readonly spread: SeedSpread | null
  readonly profile: Profile | null
}

/** What the kept predictions of a point say of every sample. */
export interface Profile {
  /** What every sample adds to the metric, mean over seeds, [samples]. */
  readonly scores: Float64Array
  /**
   * Variance of the point's mean that is neither of the samples nor of the seeds alone: a network errs elsewhere with
   * each seed. 0 for one seed, which cannot tell it.
   */
  readonly interaction: number
}

/** Sampling variance of the mean difference of two points on the same samples, what their networks share taken out. */
export function sampleVariance({ scores: a }: Profile, { scores: b }: Profile): number {
  const samples = a.length
  let [sum, squares] = [0, 0]
  for (let i = 0; i < samples; i++) sum += a[i]! - b[i]!
  const middle = sum / samples
  for (let i = 0; i < samples; i++) squares += (a[i]! - b[i]! - middle) ** 2
  return squares / (samples - 1) / samples
}

/**
 * Two-sided p of the difference of two points with one network each, on the same samples: these networks on other images,
 * nothing of other seeds. McNemar's exact test of hits and misses, for other scores the paired t-test, which stands for
 * the paired bootstrap of their mean: with thousands of samples they agree. Null where predictions are not known.
 */
export function samplesTest(
  { profile: a }: ComparedPoint,
  { profile: b }: ComparedPoint,
  binary: boolean,
): number | null {
  if (!a || !b) return null
  if (!binary) return pairedT(a.scores, b.scores)?.p ?? null
  let [first, second] = [0, 0]
  for (let i = 0; i < a.scores.length; i++) {
    if (a.scores[i]! > b.scores[i]!) first++
    else if (a.scores[i]! < b.scores[i]!) second++
  }
  return mcnemar(first, second)
}

/** How much the value of a trial varies with its seed. */
interface SeedSpread {
  /** Variance of one trial, not of a mean. */
  readonly variance: number
  readonly degrees: number
  /** Whether it was taken from all points, since this one has one seed. */
  readonly pooled: boolean
}

/**
 * Of every point, from its own seeds; for those with one seed, from all points together, each by its degrees of freedom;
 * null where no point has two.
 */
export function seedSpreads(points: readonly Point[]): readonly (SeedSpread | null)[] {
  let [sum, degrees] = [0, 0]
  const own = points.map(({ values }) => {
    if (values.length < 2) return null
    const spread = { variance: variance(values), degrees: values.length - 1, pooled: false }
    sum += spread.variance * spread.degrees
    degrees += spread.degrees
    return spread
  })
  const pooled = degrees === 0 ? null : { variance: sum / degrees, degrees, pooled: true }
  return own.map((spread) => spread ?? pooled)
}

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
