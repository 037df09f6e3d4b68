import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { systemClock } from '../../core/clock.js'
import {
  BatchError,
  type BatchesRequest,
  type BatchMessage,
  type BatchSource,
  batches,
  type EpochBatches,
  type FromThread,
  type PreparedBatch,
  type ThreadData,
  type ToThread,
} from './batches.js'

/**
 * Starts a thread that prepares training batches, up to `ahead` of them before they are asked for. It needs nothing from
 * the thread that trains but buffers given back, so it works on while that one is busy. Epoch e goes through the split
 * in the order `random('shuffle').at(e)`, each sample augmented as by `trainingBatch`.
 */
export function openBatches(request: BatchesRequest, ahead = 3): BatchSource {
  return new ThreadedBatches(request, ahead)
}

interface Waiting {
  readonly resolve: (batch: PreparedBatch) => void
  readonly reject: (error: Error) => void
}

class ThreadedBatches implements BatchSource {
  readonly #worker: Worker
  readonly #port: MessagePort
  /** Steps in an epoch. */
  readonly #steps: number
  /** Which seek, of those sent so far, the batches wanted now belong to. */
  #seek = 0
  /** The next batch of the thread that is not handed out yet. */
  #next = { epoch: -1, step: 0 }
  readonly #ready: BatchMessage[] = []
  #lent: ArrayBuffer | undefined
  #open: EpochBatches | undefined
  #waiting: Waiting | undefined
  #failure: Error | undefined
  #waited = 0
  #isClosed = false

  constructor(request: BatchesRequest, ahead: number) {
    const { split, shape, crop, crops, augmentation, batchSize, seed } = request
    this.#steps = batches(new Uint32Array(split.count), batchSize).length
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    const shared = { count: split.count, images: shareImages(split.images) }
    const workerData: ThreadData = {
      request: { split: shared, shape, crop, crops, augmentation, batchSize, seed },
      // One more than lie ready: that which is being trained on.
      buffers: ahead + 1,
      port: port2,
    }
    // Without the options of this process: whatever loads TypeScript in it would slow the start.
    const options = { workerData, transferList: [port2], execArgv: [], name: 'batches' }
    this.#worker = new Worker(new URL('./batch-thread.js', import.meta.url), options)
    this.#worker.on('error', (error) => this.#fail(new BatchError(`${problem}: ${error.message}`, { cause: error })))
    this.#worker.on('exit', (code) => this.#fail(new BatchError(`${problem}: their thread ended (code ${code})`)))
    port1.on('message', (message: FromThread) => this.#receive(message))
  }

  get waited(): number {
    return this.#waited
  }

  epoch(epoch: number, fromStep: number): EpochBatches {
    if (!Number.isInteger(fromStep) || fromStep < 0 || fromStep > this.#steps) {
      throw new RangeError(`step ${fromStep} is none of the ${this.#steps} steps of an epoch of these batches`)
    }
    this.#reject(new BatchError('the epoch ended when another was opened'))
    if (epoch !== this.#next.epoch || fromStep !== this.#next.step) this.#goTo(epoch, fromStep)
    let left = this.#steps - fromStep
    const open: EpochBatches = {
      next: async () => {
        if (this.#isClosed) throw closed()
        if (this.#open !== open) throw new BatchError('the epoch ended when another was opened')
        if (this.#waiting) throw new BatchError('next() was called while another call of it still waits')
        if (left === 0) return undefined
        const batch = await this.#nextBatch()
        left--
        return batch
      },
    }
    this.#open = open
    return open
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#fail(closed())
    this.#port.close()
    await this.#worker.terminate()
  }

  #goTo(epoch: number, step: number): void {
    this.#seek++
    // Past the last step the next epoch comes.
    this.#next = step === this.#steps ? { epoch: epoch + 1, step: 0 } : { epoch, step }
    for (const { pixels } of this.#ready.splice(0)) this.#giveBack(pixels.buffer)
    this.#send({ type: 'seek', seek: this.#seek, ...this.#next })
  }

  async #nextBatch(): Promise<PreparedBatch> {
    const start = systemClock.monotonic()
    try {
      if (this.#lent) this.#giveBack(this.#lent)
      this.#lent = undefined
      // What came while this thread was busy is here already, though its event loop has not seen it.
      for (let got = receiveMessageOnPort(this.#port); got !== undefined; got = receiveMessageOnPort(this.#port)) {
        this.#receive(got.message)
      }
      const ready = this.#ready.shift()
      return ready ? this.#handOut(ready) : await this.#arrival()
    } finally {
      this.#waited += (systemClock.monotonic() - start) / 1000
    }
  }

  #handOut({ pixels, indices }: BatchMessage): PreparedBatch {
    this.#lent = pixels.buffer
    const { epoch, step } = this.#next
    this.#next = step + 1 === this.#steps ? { epoch: epoch + 1, step: 0 } : { epoch, step: step + 1 }
    return { pixels, indices }
  }

  #arrival(): Promise<PreparedBatch> {
    return new Promise((resolve, reject) => {
      if (this.#failure) reject(this.#failure)
      else this.#waiting = { resolve, reject }
    })
  }

  #receive(message: FromThread): void {
    switch (message.type) {
      case 'batch':
        if (message.seek !== this.#seek) {
          this.#giveBack(message.pixels.buffer)
        } else if (this.#waiting) {
          this.#waiting.resolve(this.#handOut(message))
          this.#waiting = undefined
        } else {
          this.#ready.push(message)
        }
        return
      case 'failed': {
        const cause = Object.assign(new Error(message.message), { stack: message.stack })
        this.#fail(new BatchError(`${problem}: ${message.message}`, { cause }))
        return
      }
      default:
        message satisfies never
    }
  }

  /** For good: the first failure is what every `next()` rejects with once the batches before it are used up. */
  #fail(error: Error): void {
    this.#failure ??= error
    this.#reject(this.#failure)
  }

  #reject(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  #giveBack(buffer: ArrayBuffer): void {
    this.#send({ type: 'return', buffer }, [buffer])
  }

  #send(message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer)
  }
}

const problem = 'training batches cannot be prepared'

function closed(): BatchError {
  return new BatchError('the training batches are closed')
}

/** The same bytes in memory that threads share; a copy only where they are not in such memory yet. */
function shareImages(images: Uint8Array): Uint8Array {
  if (images.buffer instanceof SharedArrayBuffer) return images
  const shared = new Uint8Array(new SharedArrayBuffer(images.length))
  shared.set(images)
  return shared
}
