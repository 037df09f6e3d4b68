import type { Random } from '../../core/random.js'
import type { Augmentation } from './augmentation.js'
import { changeImage } from './change-image.js'
import { centreCrop } from './crops/centre-crop.js'
import { checkCrop } from './crops/check-crop.js'
import type { CropPlace } from './crops/crop-place.js'
import type { Crops } from './crops/crops.js'
import { cutCrop } from './crops/cut-crop.js'
import { tenCrop } from './crops/ten-crop.js'
import { drawErasing } from './draws/draw-erasing.js'
import type { ImageShape } from './image-shape.js'
import { stepStreams } from './step-streams.js'
import { erase } from './steps/erase.js'
import { createResizeBuffers } from './steps/resize-buffers.js'

export interface TrainingBatchRequest {
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
