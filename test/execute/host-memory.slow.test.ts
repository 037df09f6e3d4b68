import { describe, expect, onTestFinished, test } from 'vitest'
import type { Metrics } from '#sweep/core/trial.js'
import { missingParts } from '#sweep/engine/status.js'
import type { Executor } from '#sweep/execute/executor.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const trials = 500

describe.each(['tensorflow', 'wasm'] as const)(`${trials} trials one after another in a host on %s`, (engine) => {
  const missing = missingParts(engine)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  test.skipIf(missing)(`leave no tensor behind and grow its memory by less than 50 MB${why}`, async () => {
    const pool = createPoolExecutor({ devices: [{ kind: 'cpu' }], slotsPerHost: 1, threads: 1 })
    onTestFinished(() => pool.close())
    const checkpointFolder = await temporaryFolder()
    const tensors = new Set<number>()
    const megabytes: number[] = []
    for (let number = 0; number < trials; number++) {
      const metrics = await train(pool, engine, number, `${checkpointFolder}/${number}`)
      tensors.add(metrics.tensors!)
      megabytes.push(metrics.resident_megabytes!)
    }
    expect([...tensors]).toHaveLength(1)
    // V8 collects its garbage when it likes to, so single trials say little.
    expect(median(megabytes.slice(-10)) - median(megabytes.slice(10, 20))).toBeLessThan(50)
  })
})

async function train(pool: Executor, engine: string, number: number, checkpointFolder: string): Promise<Metrics> {
  const params = { width: 0.0625, synthetic_rows: 100, train_rows: 80, batch_size: 16, epochs: 1 }
  const outcome = await pool.execute(
    {
      trial: { number, key: `key-${number}`, params, seed: number },
      metric: { name: 'val_accuracy', goal: 'maximize' },
      experiment: experimentUrl('fer-and-memory.js'),
      baseFolder: '/',
      engine: { name: engine, module: new URL('../../dist/engine/loader.js', import.meta.url).href },
      checkpointFolder,
      artifactFolder: `${checkpointFolder}/artifacts`,
      modelFolder: null,
    },
    { reading() {}, log() {} },
    new AbortController().signal,
  )
  if (outcome.status !== 'complete') throw new Error(`trial ${number}: ${JSON.stringify(outcome)}`)
  return outcome.metrics
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
