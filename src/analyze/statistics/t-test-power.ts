import { logGamma } from './log-gamma.js'
import { normalCdf } from './normal-cdf.js'
import { tQuantile } from './t-quantile.js'

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
