import type { Metric } from '../../core/sweep.js'

/** Where the best of these means stand. Means of equal values can differ in their last digits, which makes none better. */
export function bestsOf(means: readonly number[], goal: Metric['goal']): readonly number[] {
  const best = goal === 'maximize' ? Math.max(...means) : Math.min(...means)
  return [...means.keys()].filter((i) => Math.abs(means[i]! - best) <= 1e-12 * Math.abs(best))
}
