import type { ImageShape } from '../image-shape.js'
import { createTaps, type Taps } from './taps.js'

/** What resizing works in, made once for many images. */
export interface ResizeRoom {
  /** From columns to columns. */
  readonly across: Taps
  /** From rows to rows. */
  readonly down: Taps
  /** The image after its columns are resized, as many rows as it has, [rows, width]. */
  readonly between: Uint8Array
}

/** Room to resize any part of an image of one shape to another shape. */
export function createResizeRoom(from: ImageShape, to: ImageShape): ResizeRoom {
  return {
    across: createTaps(from.width, to.width),
    down: createTaps(from.height, to.height),
    between: new Uint8Array(from.height * to.width),
  }
}
