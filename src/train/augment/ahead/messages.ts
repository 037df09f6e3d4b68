import type { MessagePort } from 'node:worker_threads'
import type { Augmentation } from '../augmentation.js'
import type { Crops } from '../crops/crops.js'
import type { ImageShape } from '../image-shape.js'

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
