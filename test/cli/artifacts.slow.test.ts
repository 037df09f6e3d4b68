import { copyFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readArtifact } from '#sweep/execute/artifacts.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { storedTrials } from './stored-trials.js'
import { sweepHere } from './sweep-here.js'
import { sweep } from './sweep-process.js'

test('the artifacts of a trial lie in its run, come along with a reused trial, and retrain keeps its own with the model', async () => {
  const folder = await sweepFolder('scale: [1, 2]')
  expect(await sweep(folder, 'run', 's.yaml', '--engine', 'cpu', '--name', 'a')).toMatchObject({ code: 0 })
  expect(await bestSteps(folder, 'a')).toEqual((await storedTrials(folder, 'a')).map(({ bestStep }) => bestStep))

  expect(await sweep(folder, 'run', 's.yaml', '--engine', 'cpu', '--name', 'b', '--reuse')).toMatchObject({ code: 0 })
  expect((await storedTrials(folder, 'b')).map(({ reusedFrom }) => reusedFrom)).toEqual(['a', 'a'])
  expect(await bestSteps(folder, 'b')).toEqual(await bestSteps(folder, 'a'))
  // As when the process was killed before it had brought them.
  await rm(join(folder, 'runs/b/artifacts'), { recursive: true })
  expect(await sweep(folder, 'resume', 'b')).toMatchObject({ code: 0 })
  expect(await bestSteps(folder, 'b')).toEqual(await bestSteps(folder, 'a'))

  const retrained = await sweep(folder, 'retrain', 'a', '--trial', '2', '--output', 'model')
  expect(retrained).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('sweep.json, README.md, artifacts, manifest.json'),
  })
  const [, second] = await storedTrials(folder, 'a')
  const kept = await readArtifact(join(folder, 'model/artifacts/best.safetensors'))
  expect(kept).toEqual(await readArtifact(join(folder, 'runs/a/artifacts', second!.key, 'best.safetensors')))
  expect((await readdir(join(folder, 'model'))).sort()).toEqual([
    'README.md',
    'artifacts',
    'manifest.json',
    'metrics.json',
    'model.json',
    'sweep.json',
    'weights.bin',
    'weights.safetensors',
  ])
})

test('gc keeps the artifacts of trials that are complete or may go on, and removes those of others', async () => {
  const folder = await sweepFolder('fails: [false, true]')
  expect(await sweep(folder, 'run', 's.yaml', '--engine', 'cpu', '--name', 'a')).toMatchObject({ code: 1 })
  const [whole, failed] = await storedTrials(folder, 'a')
  const artifacts = (key: string) => readdir(join(folder, 'runs/a/artifacts', key)).catch(() => 'gone')
  await writeFile(join(folder, 'runs/a/artifacts', whole!.key, 'best.safetensors.1-0-0.partial'), 'half')
  await writeFile(join(folder, 'runs/a/artifacts', whole!.key, 'Notes.txt'), 'x')
  expect(await sweepHere(folder, 'gc')).toMatchObject({ code: 0 })
  expect((await artifacts(whole!.key)).at(-1)).toBe('best.safetensors')
  expect(await artifacts(whole!.key)).toHaveLength(2)
  expect(await artifacts(failed!.key)).toEqual(['best.safetensors'])

  await writeSweep(folder, 'fails: [false]')
  expect(await sweep(folder, 'resume', 'a', '--yes')).toMatchObject({ code: 0 })
  expect(await sweepHere(folder, 'gc')).toMatchObject({ code: 0 })
  expect(await artifacts(whole!.key)).toHaveLength(2)
  expect(await artifacts(failed!.key)).toBe('gone')
})

async function bestSteps(folder: string, run: string): Promise<readonly number[]> {
  const steps: number[] = []
  for (const { key } of await storedTrials(folder, run)) {
    const { metadata } = await readArtifact(join(folder, 'runs', run, 'artifacts', key, 'best.safetensors'))
    steps.push((metadata as { step: number }).step)
  }
  return steps
}

async function sweepFolder(parameter: string): Promise<string> {
  const folder = await temporaryFolder()
  await copyFile(fileURLToPath(experimentUrl('keeps-best.js')), join(folder, 'e.js'))
  await writeSweep(folder, parameter)
  return folder
}

function writeSweep(folder: string, parameter: string): Promise<void> {
  return writeFile(
    join(folder, 's.yaml'),
    `name: s\nexperiment: ./e.js\nmetric: { name: score, goal: maximize }\nparameters: { steps: 6, ${parameter} }\n`,
  )
}
