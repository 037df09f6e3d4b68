import type { Random } from '../../core/random.js'
import { drawRotation, drawShift, flip, rotate, shift } from './affine.js'
import type { Augmentation } from './augmentation.js'
import { type CropPlace, type Crops, centreCrop, checkCrop, cropsPerImage, cutCrop, tenCrop } from './crops.js'
import { drawErasing, erase } from './erasing.js'
import type { ImageShape } from './geometry.js'
import { createResizeBuffers, drawResizedCrop, type ResizeBuffers, resize } from './resized-crop.js'

interface TrainingBatchRequest {
  /** Pixels 0..255, [count, height, width]. */
  readonly split: { readonly images: Uint8Array }
  readonly shape: ImageShape
  /** Side of the crops; that of the image for none. */
  readonly crop: number
  readonly crops: Crops
  /** Which images, [batch]. */
  readonly indices: Uint32Array
  readonly augmentation: Augmentation
  readonly epoch: number
  /** Step s draws for sample i from `random('augment/s').at(epoch, i)`, so no other sample and no order changes it. */
  readonly random: (name: string) => Random
}

/** Writes a training batch over the whole of `pixels`; see `trainingBatch`. */
export function fillTrainingBatch(pixels: Float32Array, request: TrainingBatchRequest): void {
  const { split, shape, crop, crops, indices, augmentation, epoch, random } = request
  checkCrop(shape, crop)
  const size = shape.height * shape.width
  const buffers = {
    images: [new Uint8Array(size), new Uint8Array(size)] as const,
    resize: createResizeBuffers(shape, shape),
  }
  const streams = stepStreams(random)
  const fixedPlaces = crops === 'ten' ? tenCrop(shape, crop) : [centreCrop(shape, crop)]
  let to = 0
  for (const index of indices) {
    copyImage(split.images, index, buffers.images[0])
    const image = changeImage(buffers, shape, augmentation, { epoch, index }, streams)
    const places = crops === 'random' ? [drawPlace(streams.crop.at(epoch, index), shape, crop)] : fixedPlaces
    for (const [number, place] of places.entries()) {
      cutCrop(image, shape.width, place, crop, pixels, to)
      const erased = drawErasing(streams.erasing.at(epoch, index, number), crop, augmentation)
      if (erased !== undefined) erase(pixels, to, crop, erased)
      to += crop * crop
    }
  }
}

/** Pixel by pixel: for a few thousand bytes a view costs more than it saves. */
function copyImage(images: Uint8Array, index: number, to: Uint8Array): void {
  const start = index * to.length
  if (start + to.length > images.length)
    throw new RangeError(`sample ${index} is not among the ${images.length / to.length} images`)
  for (let i = 0; i < to.length; i++) to[i] = images[start + i]!
}

function drawPlace(random: Random, { height, width }: ImageShape, side: number): CropPlace {
  const top = random.integer(height - side + 1)
  return { top, left: random.integer(width - side + 1), isMirrored: false }
}

/**
 * Augmented training images, cropped, from 0 to 1: [batch * (10 if ten, else 1), crop, crop, 1], the crops of one image
 * next to one another. The same sample of the same epoch has the same pixels in whatever batch. Throws UsageError for a
 * crop that does not fit.
 */
export function trainingBatch(request: TrainingBatchRequest): Float32Array {
  const { indices, crops, crop } = request
  const pixels = new Float32Array(indices.length * cropsPerImage(crops) * crop * crop)
  fillTrainingBatch(pixels, request)
  return pixels
}

/** What images are changed in, made once for many of them. */
interface ChangeBuffers {
  /** Two images, [height, width] each: a step reads one and writes the other. */
  readonly images: readonly [Uint8Array, Uint8Array]
  readonly resize: ResizeBuffers
}

/** Which image, and when: all that its draws depend on beside the seed. */
interface Sample {
  readonly epoch: number
  readonly index: number
}

/**
 * Carries out on one gray image all steps that come before crops, in the study's order: resized crop, shift, flip,
 * rotation. `buffers.images[0]` holds the image; returns that one of the two which holds the changed one.
 */
function changeImage(
  { images, resize: resizeBuffers }: ChangeBuffers,
  shape: ImageShape,
  augmentation: Augmentation,
  { epoch, index }: Sample,
  streams: StepStreams,
): Uint8Array {
  let [image, other] = images
  const swap = () => {
    ;[image, other] = [other, image]
  }
  const box = drawResizedCrop(streams.resizedCrop.at(epoch, index), shape, augmentation)
  if (box !== undefined) {
    resize(image, shape, box, other, resizeBuffers)
    swap()
  }
  const moved = drawShift(streams.shift.at(epoch, index), shape, augmentation)
  if (moved !== undefined) {
    shift(image, shape, moved.downBy, moved.rightBy, other)
    swap()
  }
  if (streams.flip.at(epoch, index).uniform() < augmentation.flipProbability) flip(image, shape)
  const degrees = drawRotation(streams.rotation.at(epoch, index), augmentation)
  if (degrees !== undefined) {
    rotate(image, shape, degrees, other)
    swap()
  }
  return image
}

/** The stream that each step draws from, at (epoch, sample) and, where it goes by crops, the crop. */
type StepStreams = Readonly<Record<Step, Random>>

type Step = 'resizedCrop' | 'shift' | 'flip' | 'rotation' | 'crop' | 'erasing'

/** One stream for each step, so that switching one off leaves what the others draw as it was. */
function stepStreams(random: (name: string) => Random): StepStreams {
  return {
    resizedCrop: random('augment/resized_crop'),
    shift: random('augment/shift'),
    flip: random('augment/flip'),
    rotation: random('augment/rotation'),
    crop: random('augment/crop'),
    erasing: random('augment/erasing'),
  }
}
