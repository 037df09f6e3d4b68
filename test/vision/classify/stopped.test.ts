import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { randomStream } from '#sweep/core/random.js'
import type { Metrics } from '#sweep/core/trial.js'
import { loadEngine } from '#sweep/engine/loader.js'
import type { Attempt } from '#sweep/execute/executor.js'
import { createInlineExecutor } from '#sweep/execute/inline.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { composed, tiny } from './interrupt.js'

const urlOf = (file: string) => new URL(`../../../dist/${file}`, import.meta.url).href
const { tf } = await loadEngine('cpu')

test('a classifier that its executor stops at random steps ends with the files and metrics of one that it does not', async () => {
  const executor = createInlineExecutor(systemClock)
  const [whole, parts] = [await temporaryFolder(), await temporaryFolder()]
  const undisturbed = await attempt(whole)
  expect(undisturbed.outcome.status).toBe('complete')

  const random = randomStream(1, 'stops')
  const { numTensors } = tf.memory()
  let stops = 0
  for (;;) {
    const { outcome, readings } = await attempt(parts, 1 + random.integer(4))
    expect(tf.memory().numTensors).toBe(numTensors)
    if (outcome.status === 'complete') {
      expect(outcome).toEqual(undisturbed.outcome)
      expect(readings).toEqual(undisturbed.readings)
      break
    }
    expect(outcome).toEqual({ status: 'interrupted', reason: 'enough' })
    expect(++stops).toBeLessThan(20)
  }
  expect(stops).toBeGreaterThan(1)
  for (const folder of ['artifacts', 'model']) {
    const names = (await readdir(join(whole, folder))).sort()
    expect(names.length).toBeGreaterThan(0)
    expect((await readdir(join(parts, folder))).sort()).toEqual(names)
    for (const name of names) {
      const [expected, given] = [await readFile(join(whole, folder, name)), await readFile(join(parts, folder, name))]
      expect(given.equals(expected), name).toBe(true)
    }
  }

  /** One attempt, with a checkpoint after every step; asked to stop while the step after so many runs. */
  async function attempt(folder: string, checkpoints = Number.POSITIVE_INFINITY) {
    const stop = new AbortController()
    const readings: { readonly step: number; readonly metrics: Metrics }[] = []
    let saved = 0
    const watch = {
      reading: ({ step, metrics }: (typeof readings)[number]) => void readings.push({ step, metrics }),
      log() {},
      saved: () => {
        if (++saved === checkpoints) setImmediate(() => stop.abort('enough'))
      },
    }
    const outcome = await executor.execute(attemptIn(folder), watch, stop.signal)
    return { outcome, readings }
  }
})

function attemptIn(folder: string): Attempt {
  return {
    trial: { number: 1, key: 'a', params: { ...tiny, ...composed, epochs: 3, optimizer: 'adam' }, seed: 3 },
    metric: { name: 'val_accuracy', goal: 'maximize' },
    experiment: urlOf('vision/fer.js'),
    baseFolder: folder,
    engine: { name: 'cpu', module: urlOf('engine/loader.js') },
    checkpointFolder: join(folder, 'checkpoints'),
    artifactFolder: join(folder, 'artifacts'),
    modelFolder: join(folder, 'model'),
    checkpointEveryMilliseconds: 0,
  }
}
