import { appendFile, copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { essence, storedTrials } from './stored-trials.js'
import { sweepHere } from './sweep-here.js'
import { sweep } from './sweep-process.js'

test('more epochs in the sweep file: finished trials go on, others stay, and all is as in a run from the beginning', async () => {
  const { folder, write } = await laboratory()
  await write('steps: 2, scale: [1, 2]')
  expect(await run(folder, 'run', '--name', 'edited')).toMatchObject({ code: 0 })
  await write('steps: 4, scale: [1, 2, 3]')

  const asked = await sweepHere(folder, 'resume', 'edited')
  expect(asked.code).toBe(2)
  expect(asked.stderr).toMatch(/\+3 cells, 0 kept, 2 no longer wanted; 2 may go on from fewer steps\./)
  expect(asked.stderr).toMatch(/Agree: sweep resume edited --yes\. .*sweep resume edited --as-run/)
  expect(await sweepHere(folder, 'resume', 'edited', '--as-run', ...alone)).toMatchObject({ code: 0 })
  expect((await storedTrials(folder, 'edited')).map(({ attempts }) => attempts)).toEqual([1, 1])

  const resumed = await sweep(folder, 'resume', 'edited', '--yes', '--json', ...alone)
  expect(resumed.code).toBe(0)
  const logged = (number: number) =>
    [...resumed.stderr.matchAll(new RegExp(`trial ${number} \\| (.*)`, 'g'))].map((m) => m[1])
  expect([1, 2].map(logged)).toEqual(Array(2).fill(['step 3', 'step 4']))
  expect(logged(3)).toEqual(['step 1', 'step 2', 'step 3', 'step 4'])
  expect(resumed.stderr).toMatch(/trial 1 scale=1: continued from the finished trial with steps=2/)
  const { trials } = JSON.parse(resumed.stdout)
  expect(trials.filter((trial: object) => 'continued_from' in trial)).toHaveLength(2)
  const status = JSON.parse((await sweepHere(folder, 'status', 'edited', '--json')).stdout)
  expect(status).toMatchObject({ unwanted: 2, counts: { complete: 3 } })

  expect(await run(folder, 'run', '--name', 'straight')).toMatchObject({ code: 0 })
  const [edited, straight] = await Promise.all(['edited', 'straight'].map((name) => storedTrials(folder, name)))
  expect(edited!.map(essence)).toEqual(straight!.map(essence))
})

test('overrides stay, comments and the policy of faults ask nothing, and a file that is gone or wrong is told', async () => {
  const { folder, write } = await laboratory()
  await write('steps: 2, scale: [1, 2]')
  expect(await run(folder, 'run', 'scale=5,6', '--name', 'one')).toMatchObject({ code: 0 })
  await write('steps: 2, scale: [1, 2, 3]', '# a comment\nstall_timeout: 90\n')
  const quiet = await sweepHere(folder, 'resume', ...alone)
  expect(quiet).toMatchObject({ code: 0 })
  expect(quiet.stderr).toMatch(/failures, timeouts and checkpoints has changed: taken over/)
  expect(quiet.stderr).not.toMatch(/cells/)
  expect((await storedTrials(folder, 'one')).map(({ params }) => params.scale)).toEqual([5, 6])

  await write('steps: 2, scael: [1, 2]')
  const wrong = await sweepHere(folder, 'resume', ...alone)
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.stderr).toMatch(/scale.*\n.*Mend it, or go on with the sweep as it was run: sweep resume one --as-run/)

  await write('steps: 2, scale: [1]')
  await mkdir(join(folder, 'away'))
  await rename(join(folder, 'sweep.yaml'), join(folder, 'away/moved.yaml'))
  await copyFile(join(folder, 'lengthens.js'), join(folder, 'away/lengthens.js'))
  const gone = await sweepHere(folder, 'resume', ...alone)
  expect(gone).toMatchObject({ code: 0 })
  expect(gone.stderr).toMatch(/sweep\.yaml is gone: going on with the sweep as it was run/)
  expect(await sweepHere(folder, 'resume', '--sweep', 'away/moved.yaml', ...alone)).toMatchObject({ code: 0 })
})

test('other code, data or engine than at the beginning needs --allow-change, and the run remembers it', async () => {
  const { folder, write } = await laboratory()
  await write('steps: 1, scale: [1, 2], data: faces.csv')
  expect(await run(folder, 'run')).toMatchObject({ code: 0 })
  await appendFile(join(folder, 'lengthens.js'), '// another word\n')
  await writeFile(join(folder, 'faces.csv'), '4,5,6\n')

  const refused = await sweepHere(folder, 'resume', '--engine', 'wasm')
  expect(refused.code).toBe(2)
  expect(refused.stderr).toMatch(/engine: cpu 4\.22\.0 -> wasm 4\.22\.0/)
  expect(refused.stderr).toMatch(/code of the experiment: lengthens\.js changed/)
  expect(refused.stderr).toMatch(/data faces\.csv changed/)
  expect(refused.stderr).toMatch(/sweep resume lengthens-1 --allow-change/)

  expect(await sweepHere(folder, 'resume', '--allow-change', ...alone)).toMatchObject({ code: 0 })
  const { provenance, identity } = JSON.parse((await sweepHere(folder, 'status', '--json')).stdout)
  expect(provenance.changes).toEqual([
    { at: expect.any(Number), differences: ['code of the experiment: lengthens.js changed', 'data faces.csv changed'] },
  ])
  expect(identity).toBeNull()
  expect((await sweepHere(folder, 'status')).stdout).toMatch(
    /changed 20.*lengthens\.js changed; data faces\.csv changed/,
  )
  const again = await sweepHere(folder, 'resume', ...alone)
  expect(again).toMatchObject({ code: 0 })
  expect(again.stderr).not.toMatch(/Warning/)
})

test('a run of an older version goes on as it was run, and says what is not known', async () => {
  const { folder, write } = await laboratory()
  await write('steps: 1, scale: [1, 2]')
  expect(await run(folder, 'run')).toMatchObject({ code: 0 })
  const database = new Database(join(folder, 'runs/sweep.db'))
  database.exec('UPDATE runs SET overrides = NULL, provenance = NULL, identity = NULL')
  database.close()
  await write('steps: 2, scale: [1, 2]')
  const { code, stderr } = await sweepHere(folder, 'resume', ...alone)
  expect(code).toBe(0)
  expect(stderr).toMatch(/older version, without its overrides: going on with the sweep as it was run/)
  expect(stderr).toMatch(/older version: where its numbers came from is not known/)
  expect((await sweepHere(folder, 'status')).stdout).toMatch(/not known: the run is of an older version/)
})

test('trials that another run has completed are told of, and taken over with --reuse unless the code or the metric is another', async () => {
  const { folder, write } = await laboratory()
  await write('steps: 2, scale: [1, 2]')
  expect(await run(folder, 'run')).toMatchObject({ code: 0 })
  await write('steps: 2, scale: [2, 3]')
  const told = await run(folder, 'run', '--name', 'told')
  expect(told.stderr).toMatch(/1 of 2 trials is already complete in run lengthens-1: --reuse takes it over/)

  const reusing = await run(folder, 'run', '--reuse', '--json', '--name', 'reusing')
  expect(reusing.stderr).toMatch(/trial 1 scale=2: reused from trial \d of run (lengthens-1|told)/)
  const { trials } = JSON.parse(reusing.stdout)
  expect(trials.every((trial: { reused_from?: string }) => trial.reused_from)).toBe(true)
  expect((await sweepHere(folder, 'report', 'reusing')).stdout).toMatch(/trials? 1.* reused from run /)
  const [told_, reused] = await Promise.all(['told', 'reusing'].map((name) => storedTrials(folder, name)))
  expect(reused!.map(essence)).toEqual(told_!.map(essence))

  const file = join(folder, 'sweep.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('maximize', 'minimize'))
  const opposite = await run(folder, 'run', '--reuse', '--name', 'opposite')
  expect(opposite.stderr).not.toMatch(/reused/)

  await writeFile(file, text)
  await appendFile(join(folder, 'lengthens.js'), '// another word\n')
  const other = await run(folder, 'run', '--reuse', '--name', 'other')
  expect(other.stderr).not.toMatch(/reused/)
})

test('two runs of the same sweep at once in one folder of runs both come to their end, under two names', async () => {
  const { folder, write } = await laboratory()
  await write('steps: 3, scale: [1, 2, 3, 4]')
  const started = () => sweep(folder, 'run', 'sweep.yaml', '--json')
  const both = await Promise.all([started(), started()])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const reports = both.map(({ stdout }) => JSON.parse(stdout))
  expect(reports.map((report) => report.run).sort()).toEqual(['lengthens-1', 'lengthens-2'])
  expect(reports.map((report) => report.counts.complete)).toEqual([4, 4])
  expect(await readFile(join(folder, 'runs/lengthens-2/sweep.yaml'), 'utf8')).toMatch(/scale/)
})

/** One host suffices for trials that take no time. */
const alone = ['--workers', '1']

function run(folder: string, command: string, ...args: readonly string[]) {
  return sweepHere(folder, command, 'sweep.yaml', ...args)
}

/** A folder with an experiment of checkpointing walks that lengthen one another, and its data. */
async function laboratory() {
  const folder = await temporaryFolder()
  await copyFile(fileURLToPath(experimentUrl('lengthens.js')), join(folder, 'lengthens.js'))
  const source = await readFile(join(folder, 'lengthens.js'), 'utf8')
  const data = "    data: { type: 'path', default: null, description: 'data' },\n"
  await writeFile(join(folder, 'lengthens.js'), source.replace('parameters: {\n', `parameters: {\n${data}`))
  await writeFile(join(folder, 'faces.csv'), '1,2,3\n')
  const write = (parameters: string, more = '') =>
    writeFile(
      join(folder, 'sweep.yaml'),
      `name: lengthens\nexperiment: ./lengthens.js\nmetric: { name: score, goal: maximize }\n${more}parameters: { ${parameters} }\n`,
    )
  return { folder, write }
}
