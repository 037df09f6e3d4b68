import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { storedTrials } from './stored-trials.js'
import { sweep } from './sweep-process.js'
import { walkSweep } from './walk-sweep.js'

test('gc keeps the newest and the best checkpoint of a complete trial, says what it frees, and frees it once', async () => {
  const folder = await walkSweep(6, 0)
  await sweep(folder, 'run', 'walk.yaml', '--engine', 'cpu')
  const checkpoints = join(folder, 'runs/walk-1/checkpoints')
  const trials = await storedTrials(folder, 'walk-1')
  await writeFile(join(checkpoints, trials[0]!.key, 'step-000000009.safetensors.1-0-0.partial'), 'half')
  await writeFile(join(checkpoints, trials[1]!.key, 'step-000000003.safetensors.damaged'), 'x')
  const before = await filesIn(checkpoints)

  const dry = JSON.parse((await sweep(folder, 'gc', '--dry-run', '--json')).stdout)
  expect(await filesIn(checkpoints)).toEqual(before)
  const freed = JSON.parse((await sweep(folder, 'gc', 'walk-1', '--json')).stdout)
  expect(freed).toEqual({ ...dry, dry_run: false })

  const expected = trials.flatMap(({ key, bestStep }) =>
    [...new Set([bestStep, 6])].map((step) => `${key}/step-00000000${step}.safetensors`),
  )
  expect(await filesIn(checkpoints)).toEqual(expected.sort())
  expect(freed.files).toBe(before.length - expected.length)
  expect((await sweep(folder, 'gc')).stdout.trim()).toBe('freed: 0 bytes in 0 files')
})

test('gc takes nothing of a failed trial that a resume goes on from', async () => {
  const folder = await temporaryFolder()
  const experiment = new URL(experimentUrl('fails-once.js')).pathname
  const flag = join(folder, 'repaired')
  await writeFile(
    join(folder, 's.yaml'),
    `name: s\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\nparameters: { flag: ${flag} }\n`,
  )
  expect((await sweep(folder, 'run', 's.yaml', '--engine', 'cpu')).code).toBe(1)
  expect((await sweep(folder, 'gc')).stdout.trim()).toBe('freed: 0 bytes in 0 files')
  await writeFile(flag, '')
  const { stderr } = await sweep(folder, 'resume')
  expect(stderr).toContain('goes on from step 3')
})

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
