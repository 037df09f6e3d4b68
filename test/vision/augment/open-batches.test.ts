import { execFile } from 'node:child_process'
import { setImmediate as macrotask, setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { studyAugmentation } from '#sweep/vision/augment/augmentation.js'
import {
  BatchError,
  type BatchesRequest,
  type BatchSource,
  batches,
  type EpochBatches,
} from '#sweep/vision/augment/batches.js'
import { openBatches } from '#sweep/vision/augment/threaded-batches.js'
import { trainingBatch } from '#sweep/vision/augment/training-batch.js'
import { pattern } from './pattern.js'

const run = promisify(execFile)
const augment = new URL('../../../dist/vision/augment/', import.meta.url)

const shape = { height: 13, width: 16 }
const count = 21
const images = new Uint8Array(new SharedArrayBuffer(count * 208))
for (let i = 0; i < count; i++) {
  images.set(
    pattern(13, 16).map((gray) => gray + 9 * i),
    i * 208,
  )
}
const request: BatchesRequest = {
  split: { count, images },
  shape,
  crop: 12,
  crops: 'ten',
  augmentation: studyAugmentation,
  batchSize: 4,
  seed: 7,
}
/** 4, 4, 4, 4 and 5 images. */
const steps = 5

const open: BatchSource[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()))
})

function start(changes: Partial<BatchesRequest> = {}, ahead?: number): BatchSource {
  const source = openBatches({ ...request, ...changes }, ahead)
  open.push(source)
  return source
}

interface Copy {
  readonly pixels: Float32Array
  readonly indices: Uint32Array
}

/** The rest of an epoch, copied, with a pause before every batch. */
async function rest(epoch: EpochBatches, pause: () => Promise<void> | void = () => {}): Promise<Copy[]> {
  const copies: Copy[] = []
  for (let batch = await epoch.next(); batch !== undefined; batch = await epoch.next()) {
    copies.push({ pixels: batch.pixels.slice(), indices: batch.indices.slice() })
    await pause()
  }
  return copies
}

/** What the batches of an epoch must be, made in this thread. */
function expected(epoch: number): Copy[] {
  const random = (name: string) => randomStream(request.seed, name)
  const order = random('shuffle').at(epoch).permutation(count)
  return batches(order, request.batchSize).map((indices) => ({
    indices: indices.slice(),
    pixels: trainingBatch({ ...request, indices, epoch, random }),
  }))
}

/**
 * Blocks this thread for a while, then asks; until every answer is there at once, without a turn of the event loop. How
 * long the other thread needs is the machine's affair; that it is never there at once is a failure.
 */
async function untilAtOnce(asks: number, next: () => Promise<unknown>, prepare?: () => Promise<unknown>) {
  for (let tries = 1; tries <= 10; tries++) {
    await prepare?.()
    block(40 * tries)
    let atOnce = 0
    for (let ask = 0; ask < asks; ask++) {
      let isAnswered = false
      const answer = next().then(() => {
        isAnswered = true
      })
      for (let microtasks = 0; microtasks < 50; microtasks++) await undefined
      if (isAnswered) atOnce++
      await answer
    }
    if (atOnce === asks) return
  }
  throw new Error('the batches were never there at once')
}

/** Blocks this thread, as training does. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

describe('batches prepared in a thread', () => {
  test('are those that this thread would make, epoch after epoch', async () => {
    const source = start()
    for (const epoch of [0, 1, 2]) expect(await rest(source.epoch(epoch, 0))).toEqual(expected(epoch))
  })

  test.each<[string, () => Promise<void> | void]>([
    ['without a pause', () => {}],
    ['with turns of the event loop', () => macrotask()],
    ['while this thread is blocked', () => block(15)],
    ['slowly', () => sleep(10)],
  ])('are the same %s, whatever is prepared ahead', async (_, pause) => {
    for (const ahead of [0, 1, 8]) expect(await rest(start({}, ahead).epoch(1, 0), pause)).toEqual(expected(1))
  })

  test('go on from any step of any epoch, also back', async () => {
    const source = start()
    const first = source.epoch(3, 2)
    await first.next()
    for (const [epoch, step] of [
      [3, 3],
      [3, 0],
      [0, 4],
      [9, 1],
      [9, steps],
      [10, 0],
    ] as const) {
      expect(await rest(source.epoch(epoch, step))).toEqual(expected(epoch).slice(step))
    }
    await expect(first.next()).rejects.toThrow('the epoch ended when another was opened')
  })

  test('hand their buffers back: what was read is overwritten, nothing is left behind', async () => {
    const epoch = start({}, 1).epoch(0, 0)
    const first = (await epoch.next())!
    expect(first.pixels.length).toBe(4 * 10 * 144)
    await epoch.next()
    expect(first.pixels.length).toBe(0)
  })

  test('are there at once after this thread was blocked, though its event loop never turned', async () => {
    const source = start({ batchSize: 2 }, 4)
    let number = 0
    let epoch = source.epoch(number, 0)
    const next = async () => {
      const batch = await epoch.next()
      if (batch !== undefined) return batch
      epoch = source.epoch(++number, 0)
      return epoch.next()
    }
    await next()
    expect(source.waited).toBeGreaterThan(0)
    await untilAtOnce(4, next)
  })

  test('are prepared for the next epoch before it is opened', async () => {
    const source = start({}, 2)
    let epoch = 4
    await untilAtOnce(
      1,
      async () => {
        const batch = await source.epoch(++epoch, 0).next()
        expect(batch!.indices).toEqual(expected(epoch)[0]!.indices)
      },
      () => rest(source.epoch(epoch, 0)),
    )
  })

  test('copy images that are not in shared memory', async () => {
    const own = { count, images: Uint8Array.from(images) }
    expect(await rest(start({ split: own }).epoch(0, 0))).toEqual(expected(0))
  })

  test('an error in the thread rejects what waits for it, and what comes after', async () => {
    const epoch = start({ crop: 14 }).epoch(0, 0)
    const message = 'training batches cannot be prepared: crop: 14 does not fit in images of 16x13 pixels'
    await expect(epoch.next()).rejects.toThrow(message)
    await expect(epoch.next()).rejects.toThrow(message)
    await expect(epoch.next()).rejects.toBeInstanceOf(BatchError)
  })

  test('an error after good batches lets these through first', async () => {
    // The order of epoch 0 meets a sample that has no image; until then all is well.
    const order = randomStream(request.seed, 'shuffle').at(0).permutation(count)
    const bad = batches(order, 4).findIndex((indices) => indices.includes(count - 1))
    expect(bad).toBeGreaterThan(0)
    const short = { count, images: images.subarray(0, (count - 1) * 208) }
    const epoch = start({ split: short }).epoch(0, 0)
    for (let step = 0; step < bad; step++) expect(await epoch.next()).toBeDefined()
    await expect(epoch.next()).rejects.toThrow('sample 20 is not among the 20 images')
  })

  test('closing rejects what waits, and whatever is asked afterwards', async () => {
    const source = start()
    const waiting = expect(source.epoch(0, 0).next()).rejects.toThrow('the training batches are closed')
    await source.close()
    await waiting
    await expect(source.epoch(0, 0).next()).rejects.toThrow('the training batches are closed')
    await source.close()
  })

  test('closing ends the thread while it works, so that the process can end', async () => {
    // One batch is a few hundred milliseconds of work; when the first is here, the thread is within the second.
    const script = `
      import { openBatches } from ${JSON.stringify(fileURLToPath(new URL('threaded-batches.js', augment)))}
      import { studyAugmentation } from ${JSON.stringify(fileURLToPath(new URL('augmentation.js', augment)))}
      const split = { count: 20_000, images: new Uint8Array(new SharedArrayBuffer(20_000 * 2304)) }
      const settings = { split, shape: { height: 48, width: 48 }, crop: 40, crops: 'random', batchSize: 4000, seed: 1 }
      const source = openBatches({ ...settings, augmentation: studyAugmentation }, 100)
      await source.epoch(0, 0).next()
      await source.close()
      const start = performance.now()
      process.on('exit', () => console.log(performance.now() - start))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
    // The hundred batches ahead would take many seconds.
    expect(Number(stdout)).toBeLessThan(1000)
  })

  test('refuse a step that an epoch does not have', () => {
    expect(() => start().epoch(0, 6)).toThrow('step 6 is none of the 5 steps of an epoch of these batches')
    expect(() => start().epoch(0, -1)).toThrow('step -1 is none of the 5 steps')
  })
})
