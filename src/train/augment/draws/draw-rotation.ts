import type { Random } from '../../../core/random.js'
import type { Augmentation } from '../augmentation.js'

/** Degrees to turn an image by, counter-clockwise; undefined where the step does not happen. */
export function drawRotation(
  random: Random,
  { rotationProbability, rotationDegrees }: Augmentation,
): number | undefined {
  if (random.uniform() >= rotationProbability) return undefined
  return (2 * random.uniform() - 1) * rotationDegrees
}
