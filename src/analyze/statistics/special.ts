import betainc from '@stdlib/math-base-special-betainc'
import gammaln from '@stdlib/math-base-special-gammaln'
import cdf from '@stdlib/stats-base-dists-normal-cdf'
import quantile from '@stdlib/stats-base-dists-t-quantile'

// The special functions and distributions of stdlib, hundreds of packages of a function each: the build joins this file
// and what it imports into one of dist/, so that whoever installs this package installs none of them, and the types of
// this file name none.

/** The incomplete beta function at x: regularized unless told otherwise, of the upper tail where `upper` is true. */
export const incompleteBeta: (x: number, a: number, b: number, regularized?: boolean, upper?: boolean) => number =
  betainc

/** Logarithm of the gamma function for x > 0. */
export const logGamma: (x: number) => number = gammaln

/** The part of a normal distribution with this mean and standard deviation that lies below x. */
export const normalCdf: (x: number, mean: number, sd: number) => number = cdf

/** Below which value the part p of Student's t with `degrees` of freedom lies. */
export const tQuantile: (p: number, degrees: number) => number = quantile
