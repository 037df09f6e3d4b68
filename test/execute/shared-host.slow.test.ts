import { describe, expect, onTestFinished, test } from 'vitest'
import type { Device } from '#sweep/core/run.js'
import type { Reading } from '#sweep/core/trial.js'
import { missingParts } from '#sweep/engine/status.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { builtinExperiments } from '#sweep/vision/experiments.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const loadEngineUrl = new URL('../../dist/engine/loader.js', import.meta.url).href
const cpu = { kind: 'cpu' } as const
// Where there is no GPU the engine trains on the CPU, with everything else as on one.
const gpu = { kind: 'gpu', id: '0' } as const

describe.each([
  ['wasm', 'a host', [cpu], 3],
  ['tensorflow', 'a GPU', [gpu, gpu, gpu], 1],
] as const)('trials on %s that share %s', (engine, _what, devices, slotsPerHost) => {
  const missing = missingParts(engine)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  test.skipIf(missing)(`have the readings of a trial by itself, bit for bit${why}`, async () => {
    const alone = await train(engine, devices.slice(0, 1), 1, [1])
    const together = await train(engine, devices, slotsPerHost, [1, 2, 1])
    expect(alone[0]).toHaveLength(2)
    expect([together[0], together[2]]).toEqual([alone[0], alone[0]])
    expect(together[1]).not.toEqual(alone[0])
  })
})

/** The metrics of every epoch of small trainings of `fer`, one for each seed, all at the same time. */
async function train(engine: string, devices: readonly Device[], slotsPerHost: number, seeds: readonly number[]) {
  const pool = createPoolExecutor({ devices, slotsPerHost, threads: 1 })
  onTestFinished(() => pool.close())
  return Promise.all(
    seeds.map(async (seed, i) => {
      const readings: Reading[] = []
      const outcome = await pool.execute(
        {
          trial: { number: i, key: `key-${i}`, params: { width: 0.0625, synthetic_rows: 175, epochs: 2 }, seed },
          metric: { name: 'val_accuracy', goal: 'maximize' },
          experiment: builtinExperiments.fer!.href,
          baseFolder: '/',
          engine: { name: engine, module: loadEngineUrl },
          checkpointFolder: await temporaryFolder(),
          artifactFolder: await temporaryFolder(),
          modelFolder: null,
        },
        { reading: (reading) => readings.push(reading), log() {} },
        new AbortController().signal,
      )
      expect(outcome).toMatchObject({ status: 'complete' })
      return readings.map(({ metrics }) => metrics)
    }),
  )
}
