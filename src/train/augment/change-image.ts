import type { Augmentation } from './augmentation.js'
import { drawResizedCrop } from './draws/draw-resized-crop.js'
import { drawRotation } from './draws/draw-rotation.js'
import { drawShift } from './draws/draw-shift.js'
import type { ImageShape } from './image-shape.js'
import type { StepStreams } from './step-streams.js'
import { flip } from './steps/flip.js'
import { resize } from './steps/resize.js'
import type { ResizeBuffers } from './steps/resize-buffers.js'
import { rotate } from './steps/rotate.js'
import { shift } from './steps/shift.js'

/** What images are changed in, made once for many of them. */
export interface ChangeBuffers {
  /** Two images, [height, width] each: a step reads one and writes the other. */
  readonly images: readonly [Uint8Array, Uint8Array]
  readonly resize: ResizeBuffers
}

/** Which image, and when: all that its draws depend on beside the seed. */
export interface Sample {
  readonly epoch: number
  readonly index: number
}

/**
 * Carries out on one gray image all steps that come before crops, in the study's order: resized crop, shift, flip,
 * rotation. `buffers.images[0]` holds the image; returns that one of the two which holds the changed one.
 */
export function changeImage(
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
