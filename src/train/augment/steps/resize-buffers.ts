import type { ImageShape } from '../image-shape.js'
import type { Taps } from './taps.js'

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
