import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath, runPaths } from '#sweep/core/run.js'
import { checkSweep } from '#sweep/runs/checked-sweep.js'
import { findStartingPoints } from '#sweep/runs/starting-points.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { startingSweep } from '../cli/starts/starting-sweep.js'
import { storedTrials } from '../cli/stored-trials.js'
import { surroundings } from './surroundings.js'

let folder: string
let keys: readonly string[]

/** Trials 1 and 2 are complete, 3 and 4 have failed; 2 and 4 save nothing. The run `later` has not begun. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-test-'))
  await startingSweep('parameters: { steps: 3, fails: [false, true], saves: [true, false] }', folder)
  await run('first')
  await run('again', '--reuse')
  keys = (await storedTrials(folder, 'first')).map(({ key }) => key)
  const store = openSqliteStore(databasePath(join(folder, 'runs')), systemClock)
  const [again] = await store.runs()
  await store.createRun({ ...again!, name: 'later' })
  await store.close()
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

test('a trial stands for its best checkpoint, also where it was taken over from another run', async () => {
  const [trial] = await storedTrials(folder, 'first')
  const checkpoints = runPaths(join(folder, 'runs'), 'first').checkpoints(keys[0]!)
  const point = {
    kind: 'checkpoints',
    folder: checkpoints,
    file: join(checkpoints, `step-00000000${trial!.bestStep}.safetensors`),
    step: trial!.bestStep,
    metric: { name: 'score', goal: 'maximize' },
  }
  const { points, data } = await find('[null, { run: first, trial: 1 }, { trial: 1, run: again }]')
  expect(points).toEqual({ '{"run":"first","trial":1}': point, '{"run":"again","trial":1}': point })
  expect(data).toEqual([
    { written: 'trial 1 of run first', absolute: point.file },
    { written: 'trial 1 of run again', absolute: point.file },
  ])
})

test('where nothing starts from a trial, no runs are looked for', async () => {
  expect(await find('null', '/nowhere')).toEqual({ points: {}, data: [] })
})

test.each([
  [
    '{ run: frist, trial: 1 }',
    /init_from: there is no run "frist"\. Did you mean "first"\? There are: later, again, first$/,
  ],
  ['{ run: first, trial: 9 }', /run "first" has no trial 9\. It has 4\. See: sweep report first$/],
  ['{ run: first, trial: 3 }', /trial 3 of run "first" is failed, not complete\. Go on with: sweep resume first$/],
  ['{ run: later, trial: 1 }', /trial 1 of run "later" has not been trained yet\. Go on with: sweep resume later$/],
  [
    '[{ run: first, trial: 1 }, { run: first, trial: 2 }]',
    /init_from\[1\]: trial 2 of run "first" has no checkpoint of a step with a reading of score in \/.*\. Retrain it, and start from its model: sweep retrain first --trial 2$/,
  ],
])('%s cannot be started from', async (value, message) => {
  await expect(find(value)).rejects.toThrow(message)
})

test('a value of the command line and one of a point that is included are named as such', async () => {
  const overridden = await checkSweep(await file('null'), ['init_from={run: first, trial: 3}'], surroundings)
  await expect(findStartingPoints(overridden, join(folder, 'runs'))).rejects.toThrow(
    /^init_from=… on the command line: trial 3 of run "first" is failed/,
  )
  const included = await file('null', 'include: [{ init_from: { run: first, trial: 3 } }]\n')
  await expect(findStartingPoints(await checkSweep(included, [], surroundings), join(folder, 'runs'))).rejects.toThrow(
    /s\.yaml:\d+:\d+ include\[0\]\.init_from: trial 3 of run "first" is failed/,
  )
})

test('a folder without runs holds no trial to start from', async () => {
  await expect(find('{ run: first, trial: 1 }', '/nowhere')).rejects.toThrow(
    /there are no runs in \/nowhere\. Train what this starts from first, or name another --runs-dir$/,
  )
})

test('a best checkpoint that is damaged cannot be started from', async () => {
  const checkpoints = runPaths(join(folder, 'runs'), 'first').checkpoints(keys[0]!)
  for (const name of await readdir(checkpoints)) await truncate(join(checkpoints, name), 100)
  await expect(find('{ run: first, trial: 1 }')).rejects.toThrow(
    /the best checkpoint of trial 1 of run "first" cannot be read: .*safetensors: .*cut off\. Retrain it/,
  )
})

async function find(value: string, runs = join(folder, 'runs')) {
  return findStartingPoints(await checkSweep(await file(value), [], surroundings), runs)
}

async function file(value: string, rest = ''): Promise<string> {
  const where = await startingSweep(`parameters: { steps: 1, init_from: ${value} }\n${rest}`)
  return join(where, 's.yaml')
}

/** Runs the sweep in `folder`; some of its trials fail, and with them the command. */
function run(name: string, ...options: readonly string[]): Promise<void> {
  const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
  const args = [main, 'run', 's.yaml', '--name', name, '--engine', 'cpu', ...options]
  return new Promise((resolve) => execFile(process.execPath, args, { cwd: folder }, () => resolve()))
}
