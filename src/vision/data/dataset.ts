import { SweepError } from '../../core/errors.js'

/** Labelled gray images of one size, in named splits. */
export interface Dataset {
  /** Names of the classes; a label is an index into them. */
  readonly classes: readonly string[]
  readonly height: number
  readonly width: number
  readonly splits: Readonly<Record<string, Split>>
  /** No subject has images in two splits, but parts of a split may share one. */
  readonly bySubject?: true
}

/** All arrays lie on SharedArrayBuffers, so that threads can share them. */
export interface Split {
  readonly count: number
  /** Pixels 0..255, [count, height, width]. */
  readonly images: Uint8Array
  /** Class of every image, [count]. */
  readonly labels: Uint8Array
  /** Where several people judged every image: the share of each class, [count, classes]; every row adds up to 1. */
  readonly votes?: Float32Array
}

/** Data that cannot be read or used. The message starts with the file and, where there is one, the line. */
export class DataError extends SweepError {
  override readonly name = 'DataError'
}

/**
 * Zeroed bytes that threads can share: sent to another thread, they are seen there and not copied. All images and
 * labels lie on such bytes.
 */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}
