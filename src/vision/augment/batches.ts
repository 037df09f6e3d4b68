import type { MessagePort } from 'node:worker_threads'
import { SweepError } from '../../core/errors.js'
import type { Augmentation } from './augmentation.js'
import type { Crops } from './crops.js'
import type { ImageShape } from './geometry.js'

/** Training batches, prepared ahead of whoever trains on them. Whoever opened one closes it. */
export interface BatchSource {
  /**
   * The batches of an epoch from step `fromStep` on, both counted from 0; the same ones whatever came before and however
   * long anything takes. Ends the epoch that was open. An epoch that follows on the last one is prepared already.
   */
  epoch(epoch: number, fromStep: number): EpochBatches
  /** Seconds that were spent in `next()` so far. */
  readonly waited: number
  /** Ends the thread, also while it works. A `next()` that still waits rejects. */
  close(): Promise<void>
}

export interface EpochBatches {
  /**
   * The next batch; undefined after the last one. Its pixels may be read until `next()` is called again: then they go
   * back to be written anew. Rejects with BatchError where a batch could not be made, and after `close()`.
   */
  next(): Promise<PreparedBatch | undefined>
}

export interface PreparedBatch {
  /** As of `trainingBatch`: [batch * (10 if ten, else 1), crop, crop, 1] from 0 to 1. */
  readonly pixels: Float32Array
  /** Which samples of the split, [batch]. */
  readonly indices: Uint32Array
}

/** Training batches that could not be prepared, or are asked for after their source was closed. */
export class BatchError extends SweepError {
  override readonly name = 'BatchError'
}

/** What the thread prepares batches of. */
export interface BatchesRequest {
  /** Pixels 0..255, [count, height, width]; in shared memory they are not copied. */
  readonly split: { readonly count: number; readonly images: Uint8Array }
  readonly shape: ImageShape
  /** Side of the crops. */
  readonly crop: number
  readonly crops: Crops
  readonly augmentation: Augmentation
  /** Images, not crops, in a batch; the last one is cut as by `batches`. */
  readonly batchSize: number
  /** Of the trial. */
  readonly seed: number
}

/** What the thread is started with. */
export interface ThreadData {
  readonly request: BatchesRequest
  /** How many batches may be away from the thread at one time. */
  readonly buffers: number
  /** Carries `ToThread` there and `FromThread` back. */
  readonly port: MessagePort
}

export type ToThread =
  /** Go on from that step of that epoch. `seek` counts these messages: it tells batches of before from those of after. */
  | { readonly type: 'seek'; readonly seek: number; readonly epoch: number; readonly step: number }
  /** A buffer that may be written again. */
  | { readonly type: 'return'; readonly buffer: ArrayBuffer }

export type FromThread = BatchMessage | { readonly type: 'failed'; readonly message: string; readonly stack: string }

export interface BatchMessage {
  readonly type: 'batch'
  readonly seek: number
  /** At the start of its buffer, which fits the largest batch. */
  readonly pixels: Float32Array<ArrayBuffer>
  readonly indices: Uint32Array
}

/**
 * Cuts an order of samples into batches of `size`; the last may be smaller. A single sample that is left over joins
 * the batch before it: the statistics of one image would disturb batch normalization.
 */
export function batches(order: Uint32Array, size: number): Uint32Array[] {
  const cut: Uint32Array[] = []
  for (let start = 0; start < order.length; ) {
    const end = order.length - start === size + 1 ? order.length : Math.min(start + size, order.length)
    cut.push(order.subarray(start, end))
    start = end
  }
  return cut
}

/** Into how many batches `batches` cuts so many samples. */
export function batchCount(samples: number, size: number): number {
  return Math.max(1, Math.ceil((samples - 1) / size))
}
