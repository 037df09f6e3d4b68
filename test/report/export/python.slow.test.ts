import { execFile, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ExportFormat } from '#sweep/report/export/exporter.js'
import { exporters } from '#sweep/report/export/exporters.js'
import { writePieces } from '#sweep/runs/export.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { exampleRun, exampleTrials, oneByOne } from './example-run.js'

/** A Python with the packages; those that it lacks are skipped. */
const python = process.env.SWEEP_TEST_PYTHON ?? 'python3'
const script = fileURLToPath(new URL('./read_exports.py', import.meta.url))
const [first, second] = exampleTrials
const folders = [
  'trial-0001 optimizer=adam lr=1 decay=0.5 seed=0',
  'trial-0002 optimizer=sgd lr=0.1 decay=null seed=1',
  'trial-0003 optimizer=sgd lr=0.1 seed=0',
]

describe.skipIf(why('tensorboard'))(`TensorBoard${because('tensorboard')}`, () => {
  test('reads every scalar', async () => {
    const read = await readBack('tensorboard', 'tensorboard')
    expect(Object.keys(read)).toEqual(folders)
    const began = first!.attempts[0]!.startedAt / 1000
    expect(read[folders[0]!]).toEqual({
      score: [
        [1, began + 2, 0.25],
        [2, began + 3.5, Math.fround(0.1 + 0.2)],
      ],
      'val/loss': [
        [1, began + 2, Math.fround(1e-7)],
        [2, began + 3.5, Math.fround(-1e21)],
      ],
      'result/test accuracy': [[2, began + 3.6, Math.fround(1 / 3)]],
      'best/score': [[2, began + 3.6, Math.fround(0.1 + 0.2)]],
    })
  })

  test('shows the sweep in its HPARAMS tab', async () => {
    const ask = await server(await exported('tensorboard'))
    const experiment = await ask('hparams/experiment', { experimentName: '' })
    const infos = Object.fromEntries(experiment.hparamInfos.map((info) => [info.name, info]))
    expect(infos.lr).toMatchObject({ type: 'DATA_TYPE_FLOAT64', domainDiscrete: [1, 0.1], differs: true })
    expect(infos.optimizer).toMatchObject({ type: 'DATA_TYPE_STRING', domainDiscrete: ['adam', 'sgd'] })
    const { sessionGroups } = await ask('hparams/session_groups', {
      experimentName: '',
      allowedStatuses: ['STATUS_UNKNOWN', 'STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_RUNNING'],
      colParams: [],
      startIndex: 0,
      sliceSize: 10,
    })
    expect(sessionGroups.map((group) => group.name)).toEqual(folders)
    expect(sessionGroups[1]!.hparams).toEqual({
      ...{ optimizer: 'sgd', lr: 0.1, layers: '{"wide":2}', note: 'ö', warm: false, seed: 1 },
    })
    const best = sessionGroups[0]!.metricValues.find((value) => value.name.tag === 'best/score')
    expect(best).toMatchObject({ value: Math.fround(0.1 + 0.2), trainingStep: 2 })
    expect(sessionGroups.map((group) => group.sessions[0]!.status)).toEqual([
      ...['STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_UNKNOWN'],
    ])
  })
})

describe.skipIf(why('pandas', 'pyarrow'))(`pandas${because('pandas', 'pyarrow')}`, () => {
  test('reads Parquet with its types', async () => {
    const { types, scores, params } = await readBack('pandas', 'parquet')
    expect(types.trials).toMatchObject({ trial: 'int64', 'params.lr': 'float64', seed: 'int64', value: 'float64' })
    expect(types.attempts).toMatchObject({ started_at: 'datetime64[ms, UTC]' })
    expect(scores).toEqual([...first!.readings, ...second!.readings].map(({ metrics }) => metrics.score))
    expect(params.map((text: string) => JSON.parse(text))).toEqual(exampleTrials.map((trial) => trial.params))
  })
})

describe.skipIf(why('mlflow'))(`MLflow${because('mlflow')}`, () => {
  test('reads parameters, metrics and tags', async () => {
    const { experiments, runs } = await readBack('mlflow', 'mlflow')
    expect(experiments).toContain('grid-1')
    expect(Object.keys(runs).sort()).toEqual(['trial-1', 'trial-2', 'trial-3'])
    expect(runs['trial-1']).toMatchObject({
      status: 'FINISHED',
      params: { optimizer: 'adam', lr: '1', decay: '0.5', layers: '[8,4]', seed: '0' },
      tags: { 'mlflow.source.name': './x.js', 'sweep.key': 'a1' },
    })
    expect(runs['trial-1'].metrics).toEqual({
      score: [
        [1, 0.25],
        [2, 0.1 + 0.2],
      ],
      'val/loss': [
        [1, 1e-7],
        [2, -1e21],
      ],
      'result/test accuracy': [[2, 1 / 3]],
      'best/score': [[2, 0.1 + 0.2]],
    })
    expect(runs['trial-2'].status).toBe('FAILED')
    expect(runs['trial-3'].status).toBe('RUNNING')
  })
})

async function exported(format: ExportFormat): Promise<string> {
  const folder = await temporaryFolder()
  const exporter = await exporters[format]()
  await writePieces(folder, exporter({ ...exampleRun, folder }, oneByOne()), new AbortController().signal)
  return folder
}

async function readBack(program: string, format: ExportFormat) {
  const { stdout } = await promisify(execFile)(python, [script, program, await exported(format)])
  return JSON.parse(stdout)
}

/** TensorBoard over a folder, on a port of its choice; asks its plugins. */
async function server(folder: string) {
  const args = ['-m', 'tensorboard.main', '--logdir', folder, '--host', '127.0.0.1', '--port', '0']
  const child = spawn(python, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const ended = new Promise((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    // With the data server that it starts.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL')
    await ended
  })
  const address = await new Promise<string>((resolve, reject) => {
    const lines = createInterface(child.stderr)
    lines.on('line', (line) => {
      const found = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(line)
      if (found) resolve(found[1]!)
    })
    lines.on('close', () => reject(new Error('TensorBoard did not start')))
  })
  const ask = async (what: string, body: object): Promise<Answer> => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(`${address}/data/plugin/${what}`, options)
    // Until it has read the files it knows of no sweep.
    return response.ok ? ((await response.json()) as Answer) : { hparamInfos: [], sessionGroups: [] }
  }
  const infos = async () => (await ask('hparams/experiment', { experimentName: '' })).hparamInfos
  await expect.poll(infos, { timeout: 60_000 }).toHaveLength(7)
  const tags = async () => Object.keys((await (await fetch(`${address}/data/plugin/scalars/tags`)).json()) as object)
  await expect.poll(tags, { timeout: 60_000 }).toHaveLength(2)
  return ask
}

/** What is looked at of the answers of the HParams plugin. */
interface Answer {
  readonly hparamInfos: readonly { readonly name: string }[]
  readonly sessionGroups: readonly {
    readonly name: string
    readonly hparams: object
    readonly metricValues: readonly { readonly name: { readonly tag: string } }[]
    readonly sessions: readonly { readonly status: string }[]
  }[]
}

function why(...packages: readonly string[]): string | undefined {
  const { status, error } = spawnSync(python, ['-c', packages.map((name) => `import ${name}`).join('; ')])
  if (error) return `there is no program "${python}"`
  return status === 0 ? undefined : `${python} has no ${packages.join(' and ')}; set SWEEP_TEST_PYTHON to one that has`
}

function because(...packages: readonly string[]): string {
  const reason = why(...packages)
  return reason === undefined ? '' : ` (skipped: ${reason})`
}
