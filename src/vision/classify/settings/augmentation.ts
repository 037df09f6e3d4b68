import { UsageError } from '../../../core/errors.js'
import type { ParameterSpecs } from '../../../core/parameter.js'
import type { ParamReader } from '../../../nn/parameters.js'
import type { Augmentation } from '../../augment/augmentation.js'
import type { Defaults } from './defaults.js'

/** What is done to a training image before it is trained on, in this order. */
export function augmentationParameters({ augmentation: of, cropSize, trainCrops }: Defaults) {
  const part = (description: string, fallback: number) =>
    ({ type: 'number', default: fallback, min: 0, max: 1, description }) as const
  const number = (description: string, fallback: number) =>
    ({ type: 'number', default: fallback, min: 0, description }) as const
  return {
    resized_crop_probability: part(
      'cut a part out of a training image and stretch it to the whole',
      of.resizedCropProbability,
    ),
    resized_crop_area_min: number('smallest such part of the area, at most 1', of.areaMin),
    resized_crop_area_max: number('largest; what is larger than the image is drawn again', of.areaMax),
    resized_crop_aspect_min: number('smallest ratio of its width to its height, above 0', of.aspectMin),
    resized_crop_aspect_max: number('largest such ratio', of.aspectMax),
    shift_probability: part('shift a training image', of.shiftProbability),
    shift_fraction: part('largest shift each way, as a part of the side', of.shiftFraction),
    flip_probability: part('mirror a training image', of.flipProbability),
    rotation_probability: part('turn a training image', of.rotationProbability),
    rotation_degrees: number('largest turn each way, in degrees', of.rotationDegrees),
    crop_size: {
      type: 'integer',
      default: cropSize,
      min: 0,
      description: 'side of the crops that a network is given, in pixels; 0 for whole images',
    },
    train_crops: {
      type: 'string',
      values: ['random', 'centre', 'ten'],
      default: trainCrops,
      description: 'train on one crop of an image, or on its four corners, its middle and the five mirrored',
    },
    erasing_probability: part('black out a rectangle of a crop', of.erasingProbability),
    erasing_area_min: part('smallest part of the crop that is blacked out', of.erasingAreaMin),
    erasing_area_max: part('largest such part', of.erasingAreaMax),
    erasing_aspect_min: number("smallest ratio of the rectangle's height to its width, above 0", of.erasingAspectMin),
    erasing_aspect_max: number('largest such ratio', of.erasingAspectMax),
  } as const satisfies ParameterSpecs
}

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
