import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { essence, storedTrials } from './stored-trials.js'
import { startSweep, sweep } from './sweep-process.js'
import { until } from './until.js'

test('a sweep of real trainings, killed with its whole process group at three moments, ends as if nothing had happened', async () => {
  const folder = await temporaryFolder()
  await writeFile(
    join(folder, 'faces.yaml'),
    `name: faces
experiment: fer
metric: { name: val_accuracy, goal: maximize }
parameters:
  optimizer: [nesterov, adam]
  lr: [0.01, 0.001]
  schedule: plateau
  width: 0.0625
  synthetic_rows: 700
  epochs: 6
`,
  )
  expect(await sweep(folder, 'run', 'faces.yaml', '--name', 'whole', '--engine', 'auto')).toMatchObject({ code: 0 })

  for (const [moment, saved] of [2, 7, 15].entries()) {
    const command = moment === 0 ? ['run', 'faces.yaml', '--name', 'killed', '--engine', 'auto'] : ['resume', 'killed']
    const killed = startSweep(folder, ...command)
    await until(async () => {
      const { exitCode, signalCode } = killed.child
      if (exitCode !== null || signalCode !== null) {
        throw new Error(`ended by itself (${exitCode ?? signalCode}): ${(await killed.ended).stderr}`)
      }
      return (await epochsSaved(folder)) >= saved
    })
    killed.killGroup('SIGKILL')
    await killed.ended
  }
  expect(await sweep(folder, 'resume', 'killed')).toMatchObject({ code: 0 })

  const after = await storedTrials(folder, 'killed')
  expect(after.map(essence)).toEqual((await storedTrials(folder, 'whole')).map(essence))
  expect(after.filter((trial) => trial.attempts > 1).length).toBeGreaterThanOrEqual(2)
})

/** Epochs of all trials together, from the names of their newest checkpoints. */
async function epochsSaved(folder: string): Promise<number> {
  const checkpoints = join(folder, 'runs', 'killed', 'checkpoints')
  const trials = await readdir(checkpoints).catch(() => [])
  const newest = await Promise.all(
    trials.map(async (trial) => {
      const names = await readdir(join(checkpoints, trial))
      return Math.max(0, ...names.map((name) => Number(/^step-(\d+)\.safetensors$/.exec(name)?.[1] ?? 0)))
    }),
  )
  return newest.reduce((sum, epoch) => sum + epoch, 0)
}
