import type { Json } from '../../core/json.js'
import type { Distribution } from '../../core/parameter.js'
import type { Scale } from '../effects.js'

/**
 * How values lie that a parameter has. Numbers are spaced by ratios when they are positive, lie a factor of ten or more
 * apart, and their logarithms are spaced more evenly than they are; drawn ones when their distribution says so.
 */
export function scaleOf(values: readonly Json[], distribution?: Distribution): Scale {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === 0 || numbers.length < values.length) return 'categories'
  if (distribution?.kind === 'log_uniform_values') return 'log'
  if (distribution) return 'linear'
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!]
  if (lowest <= 0 || highest / lowest < 10) return 'linear'
  return unevenness(sorted.map(Math.log)) < unevenness(sorted) || sorted.length === 2 ? 'log' : 'linear'
}

/** The largest step over the mean step: 1 for steps that are all the same. */
function unevenness(sorted: readonly number[]): number {
  const steps = sorted.slice(1).map((value, i) => value - sorted[i]!)
  return Math.max(...steps) / ((sorted.at(-1)! - sorted[0]!) / steps.length)
}
