import { logGamma } from './log-gamma.js'

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
