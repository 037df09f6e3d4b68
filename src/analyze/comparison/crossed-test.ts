import type { ComparedPoint } from './compared-point.js'
import { sampleVariance } from './sample-variance.js'
import { seedTerms } from './seed-terms.js'
import { termsTest } from './terms-test.js'

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
