import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { sweepHere } from './sweep-here.js'
import { sweep } from './sweep-process.js'

test('a plan shows the size, the grid, the defaults and what was left out, and lists trials only when asked', async () => {
  const folder = await withSweep('steps: [2, 4]\n  scale: [1, 2]', 'exclude: [{ steps: 4, scale: 2 }]\n')
  const { stdout } = await sweepHere(folder, 'plan', 's.yaml')
  expect(stdout).toMatch(/^long: 3 points x 1 seed = 3 trials; maximize score/)
  expect(stdout).toContain('defaults: kind part')
  expect(stdout).toContain('1 point left out: exclude 1')
  expect(stdout).not.toContain('trial 1')
  expect((await sweepHere(folder, 'plan', 's.yaml', '--trials')).stdout).toContain('trial 3 steps=4 scale=1')
  const json = JSON.parse((await sweepHere(folder, 'plan', 's.yaml', '--json')).stdout)
  expect(json).toMatchObject({ trial_count: 3, dropped: [{ rule: 'exclude 1', points: 1 }] })
  expect(json).not.toHaveProperty('trials')
  expect(JSON.parse((await sweepHere(folder, 'plan', 's.yaml', '--json', '--trials')).stdout).trials).toHaveLength(3)
})

test('once trials were timed, a plan says how long the sweep takes, by the length of its trials', async () => {
  const folder = await withSweep('steps: [2]')
  expect((await sweepHere(folder, 'plan', 's.yaml')).stdout).not.toContain('a trial')
  await sweep(folder, 'run', 's.yaml', '--engine', 'cpu', '--workers', '1')
  const { stdout } = await sweepHere(folder, 'plan', 's.yaml', 'steps=200', '--workers', '1')
  expect(stdout).toMatch(/about .* with 1 worker: .* a trial \(cpu; 1 complete trial of long-1\)/)
  const seconds = async (steps: number) => {
    const { stdout: json } = await sweepHere(folder, 'plan', 's.yaml', `steps=${steps}`, '--json')
    return JSON.parse(json).estimated_seconds_per_trial as number
  }
  expect((await seconds(200)) / (await seconds(2))).toBeCloseTo(100, 5)
})

test('a probe trains for two readings and leaves nothing behind', async () => {
  const folder = await withSweep('steps: [100000]')
  const { stdout, stderr } = await sweep(folder, 'plan', 's.yaml', '--probe', '--engine', 'cpu', '--workers', '2')
  expect(stdout).toMatch(/about .* with 1 worker: .* a trial \(cpu; a probe\)/)
  expect(stderr).not.toContain('step 100 ')
  expect(existsSync(join(folder, 'runs'))).toBe(false)
})

test('a probe that fails says why', async () => {
  const folder = await withSweep('steps: [2]')
  await writeFile(
    join(folder, 's.yaml'),
    `name: s\nexperiment: ${JSON.stringify(path('throws.js'))}\nmetric: { name: score, goal: maximize }\nparameters: {}\n`,
  )
  const { code, stderr } = await sweep(folder, 'plan', 's.yaml', '--probe', '--engine', 'cpu')
  expect(code).toBe(2)
  expect(stderr).toMatch(/the probe failed: /)
})

test('a plan draws the learning rates of an experiment that says what they are, once each', async () => {
  const folder = await temporaryFolder()
  const head = 'name: rates\nexperiment: fer\nmetric: { name: val_accuracy, goal: maximize }\nseeds: 2\nparameters:\n'
  await writeFile(
    join(folder, 's.yaml'),
    `${head}  schedule: [constant, plateau]\n  plateau_factor: [0.5, 0.25]\n  width: [0.25, 0.5]\n  epochs: 8\n`,
  )
  const { stdout } = await sweepHere(folder, 'plan', 's.yaml', '--schedules')
  expect(stdout.split('\n\n').slice(-3)).toEqual([
    'schedule constant: 8 epochs\n  ████████\n  0.01 throughout',
    'schedule plateau, plateau_factor 0.5: 8 epochs, as if the metric never got better\n' +
      '  ███████▅\n  first 0.01, highest 0.01 (epoch 1), lowest 0.005 (epoch 8), last 0.005',
    'schedule plateau, plateau_factor 0.25: 8 epochs, as if the metric never got better\n' +
      '  ███████▃\n  first 0.01, highest 0.01 (epoch 1), lowest 0.0025 (epoch 8), last 0.0025\n',
  ])
  const json = JSON.parse((await sweepHere(folder, 'plan', 's.yaml', '--schedules', '--json', 'epochs=2')).stdout)
  expect(json.schedules_complete).toBe(true)
  expect(json.schedules).toEqual([
    { where: { schedule: ['constant'] }, others: 0, rates: [0.01, 0.01], note: null },
    { where: { schedule: ['plateau'] }, others: 0, rates: [0.01, 0.01], note: 'as if the metric never got better' },
  ])
})

test('an experiment that does not say what its learning rates are has none to draw', async () => {
  const folder = await withSweep('steps: [2]')
  const { code, stderr } = await sweepHere(folder, 'plan', 's.yaml', '--schedules')
  expect(code).toBe(2)
  expect(stderr).toMatch(/s\.yaml:2(:\d+)? experiment: this experiment does not say what its learning rates are/)
})

function path(file: string): string {
  return new URL(experimentUrl(file)).pathname
}

async function withSweep(parameters: string, rest = ''): Promise<string> {
  const folder = await temporaryFolder()
  const experiment = JSON.stringify(path('lengthens.js'))
  const head = `name: long\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\n`
  await writeFile(join(folder, 's.yaml'), `${head}${rest}parameters:\n  ${parameters}\n`)
  return folder
}
