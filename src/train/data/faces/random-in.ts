import type { Random } from '../../../core/random.js'

/** Uniform in [low, high). */
export function randomIn(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform()
}
