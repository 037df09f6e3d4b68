import { UsageError } from '../../../core/usage-error.js'
import type { Augmentation } from '../../augment/augmentation.js'
import type { ParamReader } from './param-reader.js'

/** What is done to a training image. Throws UsageError for a range that is empty, or from which nothing can be drawn. */
export function augmentationSettings(read: ParamReader): Augmentation {
  const range = (name: string) => {
    const [min, max] = [read.number(`${name}_min`), read.number(`${name}_max`)]
    if (min > max) throw new UsageError(`${name}_min: ${min} is more than ${name}_max, ${max}`)
    return [min, max] as const
  }
  // Drawn by its logarithm, which 0 has none of.
  const aspects = (name: string) => {
    const [min, max] = range(name)
    if (min > 0) return [min, max] as const
    throw new UsageError(`${name}_min: ${min} is no ratio of two sides; write more than 0, as 0.3`)
  }
  const [areaMin, areaMax] = partOf(range('resized_crop_area'))
  const [aspectMin, aspectMax] = aspects('resized_crop_aspect')
  const [erasingAreaMin, erasingAreaMax] = range('erasing_area')
  const [erasingAspectMin, erasingAspectMax] = aspects('erasing_aspect')
  return {
    resizedCropProbability: read.number('resized_crop_probability'),
    areaMin,
    areaMax,
    aspectMin,
    aspectMax,
    shiftProbability: read.number('shift_probability'),
    shiftFraction: read.number('shift_fraction'),
    flipProbability: read.number('flip_probability'),
    rotationProbability: read.number('rotation_probability'),
    rotationDegrees: read.number('rotation_degrees'),
    erasingProbability: read.number('erasing_probability'),
    erasingAreaMin,
    erasingAreaMax,
    erasingAspectMin,
    erasingAspectMax,
  }
}

/** Areas of which one, at least, is that of a part of an image. */
function partOf([min, max]: readonly [number, number]): readonly [number, number] {
  if (min > 1) {
    throw new UsageError(
      `resized_crop_area_min: ${min} is more than the whole image, so that no part would be drawn; write at most 1`,
    )
  }
  if (max > 0) return [min, max]
  throw new UsageError(
    `resized_crop_area_max: ${max} is no area, so that no part would be drawn; write more than 0, as 1, or ` +
      'resized_crop_probability: 0',
  )
}
