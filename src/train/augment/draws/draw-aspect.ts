import type { Random } from '../../../core/random.js'

/** A ratio of two sides, drawn so that its logarithm is uniform. */
export function drawAspect(random: Random, min: number, max: number): number {
  return min * (max / min) ** random.uniform()
}
