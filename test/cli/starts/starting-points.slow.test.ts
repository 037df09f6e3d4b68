import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runPaths } from '#sweep/core/run.js'
import { readCheckpoint } from '#sweep/core/tensor-files.js'
import { saveCheckpoint } from '#sweep/execute/checkpoints.js'
import { checkSweep } from '#sweep/runs/checked-sweep.js'
import { findStartingPoints } from '#sweep/runs/starting-points.js'
import { experimentUrl } from '../../contract/experiment-url.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { surroundings } from '../../runs/surroundings.js'
import { storedTrials } from '../stored-trials.js'
import { sweep } from '../sweep-process.js'
import { startedTwice, startingSweep } from './starting-sweep.js'

test('a run starts from the best checkpoints of another, is retrained from them, and is not resumed once they are others', async () => {
  const { folder, best } = await startedTwice()
  const second = await sweep(folder, 'run', 's.yaml', '--name', 'second', '--engine', 'cpu')
  expect(second).toMatchObject({ code: 0 })
  for (const value of best) expect(second.stderr).toContain(`starts at ${value}`)
  expect(second.stderr).toMatch(/prepares for \[\{"kind":"checkpoints","folder":"\/.*runs\/first\/checkpoints/)

  // What another run starts from is what gc keeps of a complete trial.
  expect((await sweep(folder, 'gc')).code).toBe(0)
  const retrained = await sweep(folder, 'retrain', 'second', '--trial', '2', '--output', 'model')
  expect(retrained.stdout).toContain('the recorded value is reproduced bit for bit')
  expect(retrained.stderr).toContain(`starts at ${best[1]}`)
  expect(await sweep(folder, 'resume', 'second')).toMatchObject({ code: 0 })

  const [, { key, bestStep }] = (await storedTrials(folder, 'first')) as unknown as [
    unknown,
    { key: string; bestStep: number },
  ]
  const { checkpoints } = runPaths(join(folder, 'runs'), 'first')
  const file = join(checkpoints(key), `step-00000000${bestStep}.safetensors`)
  const tensors = { place: { dtype: 'float32', shape: [1], data: Float32Array.of(9) } } as const
  await saveCheckpoint(checkpoints(key), { ...(await readCheckpoint(file)), tensors }, metric)
  const refused = await sweep(folder, 'resume', 'second')
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('data trial 2 of run first changed') })
})

test('a run starts from the model of a folder, named relative to the current one, and is not resumed with other weights', async () => {
  const folder = await startingSweep('parameters: { steps: 3 }')
  expect(await sweep(folder, 'run', 's.yaml', '--name', 'first', '--engine', 'cpu')).toMatchObject({ code: 0 })
  expect(await sweep(folder, 'retrain', '--output', 'elsewhere/model')).toMatchObject({ code: 0 })
  const weights = join(folder, 'elsewhere/model/weights.bin')
  const place = (await readFile(weights)).readFloatLE(0)

  const runs = ['--runs-dir', '../runs']
  const override = ['../s.yaml', 'init_from=model', 'steps=2', '--name', 'second', '--engine', 'cpu', ...runs]
  const second = await sweep(join(folder, 'elsewhere'), 'run', ...override)
  expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining(`starts at ${place}`) })
  expect(await sweep(folder, 'resume', 'second')).toMatchObject({ code: 0 })
  await writeFile(weights, Float32Array.of(7))
  const refused = await sweep(folder, 'resume', 'second')
  expect(refused.stderr).toContain('data elsewhere/model/weights.bin changed')
})

test('the best checkpoint of a trial that went on from a shorter one may lie with that', async () => {
  const folder = await temporaryFolder()
  const experiment = JSON.stringify(new URL(experimentUrl('keeps-best.js')).pathname)
  const steps = (count: number) =>
    `name: s\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\nparameters: { steps: ${count} }\n`
  await writeFile(join(folder, 's.yaml'), steps(4))
  expect(await sweep(folder, 'run', 's.yaml', '--name', 'first', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const [shorter] = await storedTrials(folder, 'first')
  await writeFile(join(folder, 's.yaml'), steps(6))
  expect(await sweep(folder, 'resume', '--yes')).toMatchObject({ code: 0 })
  expect(await storedTrials(folder, 'first')).toMatchObject([{ continuedFrom: shorter!.key, bestStep: 1 }])

  const file = join(await startingSweep('parameters: { steps: 1, init_from: { run: first, trial: 1 } }'), 's.yaml')
  const { points } = await findStartingPoints(await checkSweep(file, [], surroundings), join(folder, 'runs'))
  const checkpoints = runPaths(join(folder, 'runs'), 'first').checkpoints(shorter!.key)
  expect(Object.values(points)).toMatchObject([{ file: join(checkpoints, 'step-000000001.safetensors'), step: 1 }])
})

const metric = { name: 'score', goal: 'maximize' } as const
