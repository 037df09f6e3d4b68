import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { essence, storedTrials } from './stored-trials.js'
import { startSweep, sweep } from './sweep-process.js'
import { until } from './until.js'
import { walkSweep } from './walk-sweep.js'

test('after kill -9 of the whole process group, resume completes every trial once with the readings of an undisturbed run', async () => {
  const folder = await walkSweep(12, 25)
  const whole = await undisturbed(folder)
  const killed = startSweep(folder, 'run', 'walk.yaml', '--name', 'killed', '--workers', '2')
  await until(() =>
    checkpoints(folder, 'killed').then((names) => names.some((name) => name.includes('step-000000005'))),
  )
  process.kill(-killed.child.pid!, 'SIGKILL')
  await killed.ended
  const before = await storedTrials(folder, 'killed')
  expect(before.some((trial) => trial.status === 'running')).toBe(true)
  expect((await sweep(folder, 'status', 'killed')).stdout).toMatch(/interrupted/)

  expect(await sweep(folder, 'resume', 'killed')).toMatchObject({ code: 0 })
  const after = await storedTrials(folder, 'killed')
  expect(after.map(essence)).toEqual(whole)
  expect(after.every((trial) => trial.attempts <= 2)).toBe(true)
  expect(after.some((trial) => trial.attempts === 2)).toBe(true)
  // A trial that was complete before was not trained again.
  for (const { key, status } of before) {
    if (status === 'complete') expect(after.find((trial) => trial.key === key)!.attempts).toBe(1)
  }
})

test('after kill -9 within an epoch, resume goes on from the last batch that checkpoint_every had saved', async () => {
  const folder = await temporaryFolder()
  await copyFile(fileURLToPath(experimentUrl('walks-by-batches.js')), join(folder, 'walks.js'))
  const text = (every: string) =>
    `name: walk
experiment: ./walks.js
metric: { name: score, goal: maximize }
seeds: 2
checkpoint_every: ${every}
parameters: { epochs: 2, batches: 40, milliseconds: 10 }
`
  await writeFile(join(folder, 'walk.yaml'), text('0.02s'))
  expect(await sweep(folder, 'run', 'walk.yaml', '--name', 'whole', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const killed = startSweep(folder, 'run', 'walk.yaml', '--name', 'killed', '--engine', 'cpu', '--workers', '1')
  await until(() => checkpoints(folder, 'killed').then((names) => names.some(isWithin)))
  killed.killGroup('SIGKILL')
  await killed.ended

  // How often is saved is no part of a trial.
  await writeFile(join(folder, 'walk.yaml'), text('1h'))
  const resumed = await sweep(folder, 'resume', 'killed')
  expect(resumed).toMatchObject({ code: 0, stderr: expect.stringMatching(/checkpoints has changed: taken over/) })
  expect(resumed.stderr).toMatch(/goes on from epoch \d, batch [1-9]/)
  const after = await storedTrials(folder, 'killed')
  expect(after.map(essence)).toEqual((await storedTrials(folder, 'whole')).map(essence))
})

test('Ctrl-C once stops after a checkpoint with exit code 130; resume goes on', async () => {
  const folder = await walkSweep(20, 25)
  const stopped = startSweep(folder, 'run', 'walk.yaml', '--workers', '2')
  await until(() => checkpoints(folder, 'walk-1').then((names) => names.length > 0))
  stopped.killGroup('SIGINT')
  const { code, stderr } = await stopped.ended
  expect(code).toBe(130)
  expect(stderr).toMatch(/next checkpoint.*sweep resume walk-1/s)
  const trials = await storedTrials(folder, 'walk-1')
  expect(trials.every((trial) => trial.status === 'complete' || trial.status === 'interrupted')).toBe(true)
  expect(trials.some((trial) => trial.status === 'interrupted')).toBe(true)
  expect(await sweep(folder, 'resume')).toMatchObject({ code: 0 })
  expect((await storedTrials(folder, 'walk-1')).every((trial) => trial.readings.length === 20)).toBe(true)
})

test('Ctrl-C twice stops at once, though no trial would ever checkpoint', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'stuck.js'), `export default { run: async (_, { log }) => { log('stuck'); for (;;); } }`)
  await writeFile(
    join(folder, 'stuck.yaml'),
    'name: stuck\nexperiment: ./stuck.js\nmetric: { name: score, goal: maximize }\nparameters: { x: [1, 2] }\n',
  )
  const stuck = startSweep(folder, 'run', 'stuck.yaml', '--workers', '2')
  let said = ''
  stuck.child.stderr!.on('data', (data) => (said += data))
  await until(() => said.includes('| stuck'))
  stuck.child.kill('SIGINT')
  await until(() => said.includes('Ctrl-C again'))
  stuck.child.kill('SIGINT')
  expect(await stuck.ended).toMatchObject({ code: 130 })
  expect((await storedTrials(folder, 'stuck-1')).every((trial) => trial.status === 'interrupted')).toBe(true)
})

test('a second resume is told who works on the run, and leaves it alone', async () => {
  const folder = await walkSweep(60, 25)
  const first = startSweep(folder, 'run', 'walk.yaml')
  await until(() => checkpoints(folder, 'walk-1').then((names) => names.length > 0))
  const second = await sweep(folder, 'resume', 'walk-1')
  expect(second).toMatchObject({ code: 2 })
  expect(second.stderr).toContain(`process ${first.child.pid}`)
  first.killGroup('SIGKILL')
})

async function undisturbed(folder: string) {
  expect(await sweep(folder, 'run', 'walk.yaml', '--name', 'whole')).toMatchObject({ code: 0 })
  return (await storedTrials(folder, 'whole')).map(essence)
}

async function checkpoints(folder: string, run: string): Promise<readonly string[]> {
  return readdir(join(folder, 'runs', run, 'checkpoints'), { recursive: true }).catch(() => [])
}

/** Whether it is a checkpoint within an epoch. */
function isWithin(name: string): boolean {
  return /step-\d+-\d+\.safetensors$/.test(name)
}
