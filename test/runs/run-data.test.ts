import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath, runPaths } from '#sweep/core/run.js'
import { saveArtifact } from '#sweep/execute/artifacts.js'
import { readRunData } from '#sweep/runs/reading.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

test('a run is read with readings, attempts and what its trials predicted', async () => {
  const { folder, store, run } = await finishedRun(['a', 'b', 'c'])
  const artifacts = (key: string) => runPaths(folder, run.name).artifacts(key)
  const logits = { dtype: 'float32', shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 6, 5) } as const
  const labels = { dtype: 'int32', shape: [3], data: Int32Array.of(1, 1, 0) } as const
  const metadata = { splits: ['held'], classes: ['no', 'yes'], evaluation: { temperature: 1.5 } }
  await saveArtifact(artifacts('a'), 'validation', { logits, labels }, metadata)
  await saveArtifact(artifacts('b'), 'validation', { other: logits }, metadata)
  await mkdir(artifacts('c'), { recursive: true })
  await copyFile(join(artifacts('a'), 'validation.safetensors'), join(artifacts('c'), 'validation.safetensors'))
  await writeFile(join(artifacts('c'), 'validation.safetensors'), 'damaged')

  const warnings: string[] = []
  const data = await readRunData(store, run, folder, (line) => warnings.push(line))
  expect(data.trials.map(({ key, metrics, readings }) => [key, metrics, readings.length])).toEqual([
    ['a', { test: 1 }, 1],
    ['b', { test: 2 }, 1],
    ['c', { test: 3 }, 1],
  ])
  expect(data.attempts.map(({ trial, number }) => [trial, number])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
  ])
  expect([...data.validation]).toEqual([
    ['a', { splits: ['held'], classes: ['no', 'yes'], logits: logits.data, labels: labels.data, temperature: 1.5 }],
  ])
  expect(warnings).toEqual([
    expect.stringMatching(/^trial 3: the validation predictions in .*c\/validation.safetensors/),
  ])
})

async function finishedRun(keys: readonly string[]) {
  const folder = await temporaryFolder()
  await mkdir(dirname(databasePath(folder)), { recursive: true })
  const store = await openSqliteStore(databasePath(folder), systemClock)
  onTestFinished(() => store.close())
  const run = await store.createRun(emptyRun)
  const holder = { host: 'here', pid: 1, started: 'then' }
  for (const [i, key] of keys.entries()) {
    const trial = { number: i + 1, key, params: {}, seed: 0 }
    const claim = await store.claim({ run: run.name, trial, holder, leaseMilliseconds: 1000 })
    if (claim.state !== 'leased') throw new Error(claim.state)
    await store.record([{ lease: claim.lease, readings: [{ step: 1, metrics: { score: i }, seconds: 1 }] }])
    const outcome = { status: 'complete', metrics: { test: i + 1 } } as const
    await store.finish(claim.lease, { outcome, value: i, bestStep: 1, seconds: 1 })
  }
  return { folder, store, run }
}
