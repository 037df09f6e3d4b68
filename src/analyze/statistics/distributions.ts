/**
 * The regularized incomplete beta function I_x(a, b) for 0 <= x <= 1 and a, b > 0, by its continued fraction (NIST
 * Digital Library of Mathematical Functions, 8.17.22) evaluated as Lentz does. Near x = 1 give 1 - x as `y`, too, where
 * it is known better than by subtraction.
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast below the mean alone.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, b, a, x)
  const front = Math.exp(a * Math.log(x) + b * (y < 0.5 ? Math.log(y) : Math.log1p(-x)) - logBeta(a, b))
  return front / (a * fraction(x, a, b))
}

/**
 * Of large arguments, log-gammas would cancel to nothing: there by Stirling's series (NIST Digital Library of
 * Mathematical Functions, 5.11.1), whose large terms cancel on paper.
 */
function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a]
  if (large < 20) return logGamma(a) + logGamma(b) - logGamma(a + b)
  const rest = (large - 0.5) * Math.log1p(-small / (a + b)) - small * Math.log(a + b) + small
  return logGamma(small) + rest + stirling(large) - stirling(a + b)
}

function stirling(x: number): number {
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / x ** 2) / x ** 2) / x ** 2) / x
}

function fraction(x: number, a: number, b: number): number {
  let value = 1
  let c = 1
  let d = 0
  for (let step = 1; step < steps; step++) {
    const m = Math.floor(step / 2)
    const numerator =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + numerator * d)
    c = nonZero(1 + numerator / c)
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value
}

const steps = 10_000

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x
}

/**
 * Logarithm of the gamma function for x > 0, to about 1e-15 of its size: Lanczos's approximation with Godfrey's
 * coefficients for g = 7 (Lanczos, "A precision approximation of the gamma function", SIAM J. Numer. Anal. 1, 1964).
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  const base = shifted + 7.5
  const sum = coefficients.reduce(
    (total, coefficient, i) => total + coefficient / (shifted + i + 1),
    0.99999999999980993,
  )
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum)
}

const coefficients = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * Share of the standard normal distribution below x, to about 1e-15, by the series of Marsaglia ("Evaluating the normal
 * distribution", Journal of Statistical Software 11, 2004).
 */
export function normalCdf(x: number): number {
  if (x < -8) return 0
  if (x > 8) return 1
  let [sum, term] = [x, x]
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= x ** 2 / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp(-(x ** 2) / 2)) / Math.sqrt(2 * Math.PI)
}

/** How far an interval of this level reaches on either side, in standard errors: Student's t with `degrees` of freedom. */
export function tQuantile(level: number, degrees: number): number {
  const key = `${level}/${degrees}`
  const known = found.get(key)
  if (known !== undefined) return known
  if (found.size >= kept) found.clear()
  const quantile = solve(1 - level, degrees)
  found.set(key, quantile)
  return quantile
}

/** Thousands of points have the same number of seeds. */
const found = new Map<string, number>()
const kept = 1000

/** Halves an interval around the solution until its ends are neighbours. */
function solve(p: number, degrees: number): number {
  let high = 1
  while (tTestP(high, degrees) > p) high *= 2
  let low = high === 1 ? 0 : high / 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (tTestP(middle, degrees) > p) low = middle
    else high = middle
  }
}

/**
 * How likely a value of Student's t at least as far from 0 on either side is; `degrees` of freedom above 0. Two-sided,
 * I_x(degrees / 2, 1/2) at x = degrees / (degrees + t²) (NIST Digital Library of Mathematical Functions, 8.17; Student,
 * "The probable error of a mean", Biometrika 6, 1908).
 */
export function tTestP(t: number, degrees: number): number {
  if (!Number.isFinite(t)) return 0
  const whole = degrees + t * t
  return incompleteBeta(degrees / whole, degrees / 2, 0.5, (t * t) / whole)
}
