import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { essence, storedTrials } from './stored-trials.js'
import { sweepHere } from './sweep-here.js'
import { sweep } from './sweep-process.js'
import { walkSweep } from './walk-sweep.js'

test('a sweep runs, and its reports agree with each other', async () => {
  const folder = await walkSweep(3, 0)
  const run = await sweep(folder, 'run', 'walk.yaml', '--json')
  expect(run.code).toBe(0)
  const report = JSON.parse(run.stdout)
  expect(report).toMatchObject({ run: 'walk-1', sweep: 'walk', metric: { name: 'score', goal: 'maximize' } })
  expect(report.counts).toMatchObject({ complete: 6, failed: 0 })
  expect(report.trials.map((trial: { rank: number }) => trial.rank)).toEqual([1, 2, 3, 4, 5, 6])

  const show = async (format: string) =>
    (await sweepHere(folder, 'report', '--trials', '--top', '3', '--format', format)).stdout
  const json = JSON.parse(await show('json')).trials
  expect(json).toEqual(report.trials.slice(0, 3))
  const csv = (await show('csv')).trim().split(/\r?\n/).slice(1)
  expect(csv.map((line) => line.split(',')[2])).toEqual(json.map((trial: { key: string }) => trial.key))
  const text = (value: number) => String(Number(value.toPrecision(4)))
  for (const format of ['table', 'markdown']) {
    const shown = await show(format)
    const places = json.map(({ value }: { value: number }) => shown.indexOf(text(value)))
    expect(places.every((place: number) => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  }
})

test('one worker and two give the same readings, bit for bit', async () => {
  const folder = await walkSweep(4, 5)
  for (const workers of ['1', '2']) {
    const name = `workers-${workers}`
    expect(await sweep(folder, 'run', 'walk.yaml', '--workers', workers, '--name', name)).toMatchObject({ code: 0 })
  }
  const [one, two] = await Promise.all(['workers-1', 'workers-2'].map((name) => storedTrials(folder, name)))
  expect(one!.map(essence)).toEqual(two!.map(essence))
})

test('a trial that throws and one that reports NaN fail with their reasons; the others finish; exit code 1', async () => {
  const folder = await walkSweep(3, 0)
  await writeFile(
    join(folder, 'mixed.js'),
    `export default { async run(trial, context) {
      if (trial.params.what === 'throws') throw new RangeError('no such layer')
      context.report(1, { score: trial.params.what === 'nan' ? NaN : 1 })
      return {}
    } }`,
  )
  await writeFile(
    join(folder, 'mixed.yaml'),
    'name: mixed\nexperiment: ./mixed.js\nmetric: { name: score, goal: maximize }\nparameters: { what: [throws, fine, nan, good] }\n',
  )
  const { code, stdout, stderr } = await sweep(folder, 'run', 'mixed.yaml')
  expect(code).toBe(1)
  expect(stderr).toMatch(/what=throws: failed \(error\): no such layer/)
  expect(stderr).toMatch(/what=nan: failed \(diverged\): score is NaN at step 1/)
  expect(stdout).toMatch(/4 trials: 2 complete, 2 failed/)
  const { trials } = JSON.parse((await sweepHere(folder, 'report', '--format', 'json')).stdout)
  expect(trials.map((trial: { status: string }) => trial.status)).toEqual(['complete', 'complete', 'failed', 'failed'])
  expect((await sweepHere(folder, 'status')).stdout).toMatch(/what=throws: failed \(error\): no such layer/)
})

test('plan prints what run would do, and keys do not depend on the order of the file', async () => {
  const folder = await walkSweep(3, 0)
  const { stdout } = await sweepHere(folder, 'plan', 'walk.yaml', 'scale=7,8', '--json', '--trials')
  const plan = JSON.parse(stdout)
  expect(plan.trial_count).toBe(4)
  expect(plan.trials.map((trial: { params: { scale: number } }) => trial.params.scale)).toEqual([7, 7, 8, 8])
  await writeFile(
    join(folder, 'turned.yaml'),
    'parameters: { milliseconds: 0, steps: 3, scale: [8, 7] }\nseeds: [1, 0]\nmetric: { goal: maximize, name: score }\nexperiment: ./walks.js\nname: turned\n',
  )
  const turned = JSON.parse((await sweepHere(folder, 'plan', 'turned.yaml', '--json', '--trials')).stdout)
  const keys = (trials: readonly { key: string }[]) => trials.map((trial) => trial.key).sort()
  expect(keys(turned.trials)).toEqual(keys(plan.trials))
})

test.each([
  ['a file that does not exist', ['run', 'nothing.yaml'], /nothing\.yaml cannot be read: it does not exist/],
  [
    'an experiment that is not built in',
    ['run', 'ferr.yaml'],
    /ferr\.yaml:2:\d+ experiment: .*"ferr".*Did you mean "fer"\?/,
  ],
  [
    'an experiment whose file is missing',
    ['run', 'gone.yaml'],
    /gone\.yaml:2:\d+ experiment: there is no file .*gone\.js/,
  ],
  [
    'a misspelt parameter',
    ['run', 'misspelt.yaml'],
    /misspelt\.yaml:5:\d+ parameters\.optimiser: .*Did you mean "optimizer"\?/,
  ],
  [
    'a metric that nobody reports',
    ['run', 'metric.yaml'],
    /metric\.yaml:3:\d+ metric\.name: .*"score".*It reports: train_loss/,
  ],
  ['a misspelt key', ['plan', 'key.yaml'], /key\.yaml:4:\d+.*"sedes".*Did you mean "seeds"\?/],
  ['rules that leave nothing', ['run', 'empty.yaml'], /empty\.yaml: its rules leave no trial to train/],
  ['a folder of runs where none can be', ['run', 'walk.yaml', '--runs-dir', '/proc/none/runs'], /cannot be made/],
  ['an unknown override', ['plan', 'walk.yaml', 'skale=2'], /no parameter "skale".*Did you mean "scale"\?/],
  ['an unknown engine', ['run', 'walk.yaml', '--engine', 'wsam'], /Did you mean "wasm"\?.*tensorflow/],
  ['a bad number of workers', ['run', 'walk.yaml', '--workers', '0'], /Write an integer from 1/],
  ['a name that is no folder', ['run', 'walk.yaml', '--name', '../up'], /--name "\.\.\/up" cannot name a folder/],
  [
    'a name that SQLite takes',
    ['run', 'walk.yaml', '--name', 'sweep.db-journal'],
    /--name "sweep\.db-journal" is that of a file of the database/,
  ],
  ['no runs', ['report'], /there are no runs in runs.*sweep run FILE/],
  ['a module that does not load', ['run', 'broken.yaml'], /broken\.js: it cannot be loaded: Unexpected/],
])('%s is refused with exit code 2 before any work', async (_name, args, message) => {
  const folder = await walkSweep(3, 0)
  const write = (name: string, experiment: string, parameters: string) =>
    writeFile(
      join(folder, `${name}.yaml`),
      `name: ${name}\nexperiment: ${experiment}\nmetric: { name: score, goal: maximize }\nparameters:\n  ${parameters}\n`,
    )
  await write('ferr', 'ferr', 'x: 1')
  await write('gone', './gone.js', 'x: 1')
  await write('metric', 'fer', 'lr: 0.01')
  await write('misspelt', 'fer', 'optimiser: [adam]')
  await write('broken', './broken.js', 'x: 1')
  await write('empty', './walks.js', 'steps: [1, 2]\nwhen: steps > 2')
  await writeFile(join(folder, 'broken.js'), 'export default {{')
  await writeFile(
    join(folder, 'key.yaml'),
    'name: key\nexperiment: fer\nmetric: { name: score, goal: maximize }\nsedes: 2\nparameters: { lr: 1 }\n',
  )
  const { code, stderr } = await sweepHere(folder, ...args)
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/defect of sweep|\n {4}at /)
  expect(code).toBe(2)
})

test('an experiment in TypeScript is planned and run', async () => {
  const folder = await walkSweep(3, 0)
  await writeFile(
    join(folder, 'typed.yaml'),
    `name: typed\nexperiment: ${new URL(experimentUrl('typed.ts')).pathname}\nmetric: { name: score, goal: minimize }\nparameters: { scale: [3, 2] }\n`,
  )
  const { code, stdout } = await sweep(folder, 'run', 'typed.yaml', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout).trials.map((trial: { value: number }) => trial.value)).toEqual([2, 3])
})
