import { UsageError } from '../../../core/usage-error.js'
import type { Augmentation } from '../../augment/augmentation.js'
import type { ParamReader } from './param-reader.js'

/** What is done to a training image. Throws UsageError for a range that is empty. */
export function augmentationSettings(read: ParamReader): Augmentation {
  const range = (name: string) => {
    const [min, max] = [read.number(`${name}_min`), read.number(`${name}_max`)]
    if (min > max) throw new UsageError(`${name}_min: ${min} is more than ${name}_max, ${max}`)
    return [min, max] as const
  }
  const [areaMin, areaMax] = range('resized_crop_area')
  const [aspectMin, aspectMax] = range('resized_crop_aspect')
  const [erasingAreaMin, erasingAreaMax] = range('erasing_area')
  const [erasingAspectMin, erasingAspectMax] = range('erasing_aspect')
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
