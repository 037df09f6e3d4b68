import type { Random } from '../../core/random.js'
import type { Augmentation } from './augmentation.js'
import { type Box, drawAspect, type ImageShape, roundHalfEven } from './geometry.js'

/**
 * The part of an image that is resized to the whole; undefined where the step does not happen. Ten tries to draw an area
 * and an aspect that fit, as torchvision's RandomResizedCrop; then the whole image, or its middle of the nearest aspect
 * that is allowed.
 */
export function drawResizedCrop(random: Random, shape: ImageShape, augmentation: Augmentation): Box | undefined {
  if (random.uniform() >= augmentation.resizedCropProbability) return undefined
  const { areaMin, areaMax, aspectMin, aspectMax } = augmentation
  for (let tries = 0; tries < 10; tries++) {
    const area = shape.height * shape.width * (areaMin + (areaMax - areaMin) * random.uniform())
    const aspect = drawAspect(random, aspectMin, aspectMax)
    const width = Math.round(Math.sqrt(area * aspect))
    const height = Math.round(Math.sqrt(area / aspect))
    if (width > 0 && width <= shape.width && height > 0 && height <= shape.height) {
      const top = random.integer(shape.height - height + 1)
      return { top, left: random.integer(shape.width - width + 1), height, width }
    }
  }
  return middle(shape, aspectMin, aspectMax)
}

function middle(shape: ImageShape, aspectMin: number, aspectMax: number): Box {
  const aspect = shape.width / shape.height
  const height = aspect < aspectMin ? roundHalfEven(shape.width / aspectMin) : shape.height
  const width = aspect > aspectMax ? roundHalfEven(shape.height * aspectMax) : shape.width
  return { top: (shape.height - height) >> 1, left: (shape.width - width) >> 1, height, width }
}

/** Weights of a resize are integers of this many binary places. */
const weightBits = 22

/**
 * Resizes the box of a gray image to fill `to`, whose shape is the one that the buffers were made for. Bilinear, first
 * columns, then rows, both rounded to 8 bits, to the last bit as Pillow's `image.crop(box).resize(size, BILINEAR)`
 * (Resample.c), which is what torchvision's RandomResizedCrop does to a Pillow image.
 */
export function resize(
  from: Uint8Array,
  { width }: ImageShape,
  box: Box,
  to: Uint8Array,
  buffers: ResizeBuffers,
): void {
  const { between } = buffers
  const size = buffers.to.width
  const across = keptTaps(buffers.across, box.width, size)
  const down = keptTaps(buffers.down, box.height, buffers.to.height)
  const corner = box.top * width + box.left
  resizeAxis(across, from, corner, { along: 1, other: width, lines: box.height }, between, { along: 1, other: size })
  resizeAxis(down, between, 0, { along: size, other: 1, lines: size }, to, { along: size, other: 1 })
}

function keptTaps(kept: (Taps | undefined)[], length: number, size: number): Taps {
  kept[length] ??= makeTaps(length, size)
  return kept[length]
}

/** How far apart pixels lie that follow on one another along the axis that is resized and along the other one. */
interface Strides {
  readonly along: number
  readonly other: number
}

/** One output place of the axis after the other, so that its weights are looked up once for all lines across it. */
function resizeAxis(
  { first, count, weights, most }: Taps,
  from: Uint8Array,
  corner: number,
  { along, other, lines }: Strides & { readonly lines: number },
  to: Uint8Array,
  strides: Strides,
): void {
  for (let place = 0; place < first.length; place++) {
    const start = corner + first[place]! * along
    const taps = count[place]!
    const weight0 = weights[place * most]!
    const weight1 = taps > 1 ? weights[place * most + 1]! : 0
    const second = taps > 1 ? along : 0
    for (let line = 0; line < lines; line++) {
      const at = start + line * other
      let sum = half + Math.imul(from[at]!, weight0) + Math.imul(from[at + second]!, weight1)
      for (let k = 2; k < taps; k++) sum += Math.imul(from[at + k * along]!, weights[place * most + k]!)
      to[place * strides.along + line * strides.other] = sum >> weightBits
    }
  }
}

const half = 1 << (weightBits - 1)

/** What resizing works in, made once for many images. */
export interface ResizeBuffers {
  /** Of the resized images. */
  readonly to: ImageShape
  /** From so many columns to all columns, and from so many rows to all rows; written when they are first needed. */
  readonly across: (Taps | undefined)[]
  readonly down: (Taps | undefined)[]
  /** The image after its columns are resized, as many rows as it has, [rows, width]. */
  readonly between: Uint8Array
}

/** Buffers to resize any part of an image of one shape to another shape. */
export function createResizeBuffers(from: ImageShape, to: ImageShape): ResizeBuffers {
  return { to, across: [], down: [], between: new Uint8Array(from.height * to.width) }
}

/**
 * The taps that resize `length` input pixels to `size`: a triangle about the middle of the output pixel, one input pixel
 * wide each way, wider where the image shrinks (Pillow, Resample.c, precompute_coeffs).
 */
function makeTaps(length: number, size: number): Taps {
  const scale = length / size
  const support = Math.max(1, scale)
  const steepness = 1 / support
  const most = 2 * Math.ceil(support) + 1
  const first = new Int32Array(size)
  const count = new Int32Array(size)
  const weights = new Int32Array(size * most)
  for (let to = 0; to < size; to++) {
    const centre = (to + 0.5) * scale
    const start = Math.max(0, Math.trunc(centre - support + 0.5))
    const end = Math.min(length, Math.trunc(centre + support + 0.5))
    let sum = 0
    for (let from = start; from < end; from++) sum += triangle((from - centre + 0.5) * steepness)
    for (let from = start; from < end; from++) {
      const weight = triangle((from - centre + 0.5) * steepness) / sum
      weights[to * most + from - start] = Math.trunc(weight * 2 ** weightBits + 0.5)
    }
    first[to] = start
    count[to] = end - start
  }
  return { first, count, weights, most }
}

function triangle(x: number): number {
  const distance = Math.abs(x)
  return distance < 1 ? 1 - distance : 0
}

/** For every output pixel of one axis of a resize, which input pixels it is a weighted mean of. */
interface Taps {
  /** First input pixel, [size]. */
  readonly first: Int32Array
  /** How many input pixels, [size]. */
  readonly count: Int32Array
  /** Weights times 2^22, [size, most]; a pixel's weights sum to about 2^22. */
  readonly weights: Int32Array
  /** Room for one pixel's weights. */
  readonly most: number
}
