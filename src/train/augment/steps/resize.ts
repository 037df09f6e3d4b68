import type { Box } from '../box.js'
import type { ImageShape } from '../image-shape.js'
import { makeTaps } from './make-taps.js'
import type { ResizeBuffers } from './resize-buffers.js'
import type { Taps } from './taps.js'
import { weightBits } from './weight-bits.js'

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
