/** The thread that prepares training batches: started by `openBatches`. */

import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import { randomStream } from '../../core/random.js'
import { batches, type FromThread, type ThreadData, type ToThread } from './batches.js'
import { cropsPerImage } from './crops.js'
import { fillTrainingBatch } from './training-batch.js'

const { request, buffers, port } = workerData as ThreadData
const { split, crop, crops, batchSize, seed } = request
const random = (name: string) => randomStream(seed, name)
const floatsPerImage = cropsPerImage(crops) * crop * crop
/** A batch may take in one image that would be left over. */
const largest = Math.min(split.count, batchSize + 1)

/** Buffers that may be written; they are made as they are first needed. */
const free: ArrayBuffer[] = []
let made = 0
/** The batch to prepare next; undefined before the first seek. */
let place: { readonly seek: number; readonly epoch: number; readonly step: number } | undefined
/** The order of an epoch, cut into batches. */
let cut: { readonly epoch: number; readonly batches: readonly Uint32Array[] } | undefined

port.on('message', (message: ToThread) => {
  take(message)
  work()
})

/** Prepares batches until no buffer is left. Looks for messages before each, so that a seek need not wait. */
function work(): void {
  try {
    for (;;) {
      for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) take(got.message)
      const buffer = place && (free.pop() ?? newBuffer())
      if (buffer === undefined) return
      prepare(buffer)
    }
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    port.postMessage({ type: 'failed', message, stack } satisfies FromThread)
    place = undefined
  }
}

function take(message: ToThread): void {
  switch (message.type) {
    case 'seek':
      place = message
      return
    case 'return':
      free.push(message.buffer)
      return
    default:
      message satisfies never
  }
}

function newBuffer(): ArrayBuffer | undefined {
  if (made === buffers) return undefined
  made++
  return new ArrayBuffer(largest * floatsPerImage * Float32Array.BYTES_PER_ELEMENT)
}

function prepare(buffer: ArrayBuffer): void {
  const { seek, epoch, step } = place!
  if (cut?.epoch !== epoch) {
    cut = { epoch, batches: batches(random('shuffle').at(epoch).permutation(split.count), batchSize) }
  }
  const indices = cut.batches[step]!.slice()
  const pixels = new Float32Array(buffer, 0, indices.length * floatsPerImage)
  fillTrainingBatch(pixels, { ...request, indices, epoch, random })
  const message: FromThread = { type: 'batch', seek, pixels, indices }
  port.postMessage(message, [buffer, indices.buffer])
  const isLast = step + 1 === cut.batches.length
  place = isLast ? { seek, epoch: epoch + 1, step: 0 } : { seek, epoch, step: step + 1 }
}
