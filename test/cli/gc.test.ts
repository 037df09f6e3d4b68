import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { storedTrials } from './stored-trials.js'
import { sweepHere } from './sweep-here.js'
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

  const dry = JSON.parse((await sweepHere(folder, 'gc', '--dry-run', '--json')).stdout)
  expect(await filesIn(checkpoints)).toEqual(before)
  const freed = JSON.parse((await sweepHere(folder, 'gc', 'walk-1', '--json')).stdout)
  expect(freed).toEqual({ ...dry, dry_run: false })

  const expected = trials.flatMap(({ key, bestStep }) =>
    [...new Set([bestStep, 6])].map((step) => `${key}/step-00000000${step}.safetensors`),
  )
  expect(await filesIn(checkpoints)).toEqual(expected.sort())
  expect(freed.files).toBe(before.length - expected.length)
  expect((await sweepHere(folder, 'gc')).stdout.trim()).toBe('freed: 0 bytes in 0 files')
})

test('gc leaves alone what is not its own, and names folders of no run', async () => {
  const folder = await walkSweep(3, 0)
  await sweep(folder, 'run', 'walk.yaml', '--engine', 'cpu')
  await sweepHere(folder, 'gc')
  const runs = join(folder, 'runs')
  const [trial] = await storedTrials(folder, 'walk-1')
  const own = join(runs, 'walk-1/checkpoints', trial!.key)
  // Of a key that no trial has only the checkpoint is needless.
  for (const place of [own, join(runs, 'walk-1/checkpoints/strange'), join(runs, 'other/checkpoints/strange')]) {
    await mkdir(place, { recursive: true })
    for (const name of ['notes.txt', 'model.safetensors', 'step-1.safetensors']) await writeFile(join(place, name), 'x')
  }
  await writeFile(join(runs, 'walk-1/checkpoints/strange/step-000000001.safetensors'), 'xyz')
  await symlink('/nowhere', join(own, 'step-000000007.safetensors.damaged'))
  await mkdir(join(own, 'step-000000008.safetensors.damaged'))
  const before = await filesIn(runs)
  const { stdout, stderr } = await sweepHere(folder, 'gc')
  expect(stdout).toMatch(/^freed: \d+ bytes in 2 files$/m)
  expect(stderr).toContain('Left alone: runs/other belongs to no run of this database')
  expect(await filesIn(runs)).toEqual(before.filter((name) => !name.endsWith('strange/step-000000001.safetensors')))
  expect(JSON.parse((await sweepHere(folder, 'gc', '--json')).stdout)).toMatchObject({
    files: 0,
    unknown_folders: ['other'],
  })
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
  expect((await sweepHere(folder, 'gc')).stdout.trim()).toBe('freed: 0 bytes in 0 files')
  await writeFile(flag, '')
  const { stderr } = await sweep(folder, 'resume', '--workers', '1')
  expect(stderr).toContain('goes on from step 3')
})

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
