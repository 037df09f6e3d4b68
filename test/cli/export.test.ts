import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { databasePath } from '#sweep/core/run.js'
import type { ExportPiece } from '#sweep/report/export/exporter.js'
import { type ExportIdentity, replaceFolder, writePieces } from '#sweep/runs/export.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { exampleTrials } from '../report/export/example-run.js'
import { sweepHere } from './sweep-here.js'
import { sweep } from './sweep-process.js'

test('sweep export writes what the store holds, and says what and how much', async () => {
  const folder = await temporaryFolder()
  await storedRun(join(folder, 'runs'))
  const first = await sweep(folder, 'export', 'out/data', '--to', 'csv')
  expect(first).toEqual({
    code: 0,
    stderr: 'The run is not finished: of 4 trials, 1 running, 1 waiting.\n',
    stdout:
      'out/data: run grid-1 as csv, 3 trials, 4 readings, 3 attempts\n  trials.csv: 3 rows\n  readings.csv: 4 rows\n  attempts.csv: 3 rows\n',
  })
  expect((await readdir(join(folder, 'out/data'))).sort()).toEqual([
    ...['attempts.csv', 'readings.csv', 'sweep-export.json', 'trials.csv'],
  ])
  const trials = await readFile(join(folder, 'out/data/trials.csv'), 'utf8')
  expect(trials.split('\r\n')[1]).toMatch(/^1,a1,adam,1,0\.5,.*,0,complete,0\.30000000000000004,2,2,3\.5,1,/s)

  const again = await sweepHere(folder, 'export', 'grid-1', 'out/data', '--to', 'csv', '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({
    ...{ run: 'grid-1', format: 'csv', moved_to: null, trials: 3, readings: 4, attempts: 3 },
    statuses: { complete: 1, failed: 1, running: 1, waiting: 1 },
    tables: [
      { file: 'trials.csv', rows: 3 },
      { file: 'readings.csv', rows: 4 },
      { file: 'attempts.csv', rows: 3 },
    ],
  })
  expect(await readFile(join(folder, 'out/data/trials.csv'), 'utf8')).toBe(trials)
  expect(await readdir(join(folder, 'out'))).toEqual(['data'])

  const noFolder = await sweepHere(folder, 'export', 'grid-1', '--to', 'csv')
  expect(noFolder).toMatchObject({ code: 2, stdout: '' })
  expect(noFolder.stderr).toBe(
    'sweep: "grid-1" is a run; the folder is missing. Write: sweep export grid-1 <dir> --to csv\n',
  )
})

describe('a folder', () => {
  const identity: ExportIdentity = { format: 'csv', run: 'grid-1', createdAt: 0 }
  const fill = (text: string) => async (folder: string) => writeFile(join(folder, 'a.csv'), text)

  test('that holds anything else is left alone, or moved aside when asked', async () => {
    const where = await temporaryFolder()
    const [out, runsFolder] = [join(where, 'out'), join(where, 'runs')]
    const options = { force: false, runsFolder }
    await mkdir(out)
    await replaceFolder(out, identity, options, fill('1'))
    await replaceFolder(out, identity, options, fill('2'))
    expect(await readFile(join(out, 'a.csv'), 'utf8')).toBe('2')
    for (const other of [{ format: 'json' }, { run: 'grid-2' }, { createdAt: 1 }] as const) {
      await expect(replaceFolder(out, { ...identity, ...other }, options, fill('3'))).rejects.toThrow(
        /is not empty, and no earlier (csv|json) export of run "grid-\d"\. Name another folder, or move what it holds aside/,
      )
    }
    const forced = await replaceFolder(out, { ...identity, run: 'grid-2' }, { ...options, force: true }, fill('3'))
    expect(forced.movedTo).toBe(`${out}.old`)
    await writeFile(join(out, 'sweep-export.json'), 'something else')
    const again = await replaceFolder(out, identity, { ...options, force: true }, fill('4'))
    expect(again.movedTo).toBe(`${out}.old-2`)
    const texts = ['out', 'out.old', 'out.old-2'].map((name) => readFile(join(where, name, 'a.csv'), 'utf8'))
    expect(await Promise.all(texts)).toEqual(['4', '2', '3'])
    expect((await readdir(where)).sort()).toEqual(['out', 'out.old', 'out.old-2'])
  })

  test('stays as it was when an export fails half way', async () => {
    const where = await temporaryFolder()
    const [out, runsFolder] = [join(where, 'out'), join(where, 'runs')]
    await replaceFolder(out, identity, { force: false, runsFolder }, fill('1'))
    const failing = replaceFolder(out, identity, { force: true, runsFolder }, async (folder) => {
      await fill('2')(folder)
      throw new Error('no more')
    })
    await expect(failing).rejects.toThrow('no more')
    expect(await readFile(join(out, 'a.csv'), 'utf8')).toBe('1')
    expect(await readdir(where)).toEqual(['out'])
  })

  test('of a run itself is refused, also where all else would be moved aside', async () => {
    const runsFolder = join(await temporaryFolder(), 'runs')
    const run = join(runsFolder, 'grid')
    await mkdir(run, { recursive: true })
    await writeFile(join(run, 'sweep.yaml'), '')
    const options = { force: true, runsFolder }
    await expect(replaceFolder(run, identity, options, fill('1'))).rejects.toThrow(/holds what was kept of a run/)
    expect(await readdir(runsFolder)).toEqual(['grid'])
  })

  test.each(['runs', '.', 'runs/..'])('%s that holds the runs is refused', async (name) => {
    const where = await temporaryFolder()
    const options = { force: true, runsFolder: join(where, 'runs') }
    await expect(replaceFolder(join(where, name), identity, options, fill('1'))).rejects.toThrow(/holds the runs/)
  })
})

test('pieces are written as they come, and no more of them is kept than fits a buffer', async () => {
  const folder = await temporaryFolder()
  let waiting = 0
  const line = `${'x'.repeat(9999)}\n`
  async function* pieces(): AsyncGenerator<ExportPiece> {
    for (let i = 1; i <= 50; i++) {
      yield { file: 'a.csv', part: line, rows: 1 }
      waiting = Math.max(waiting, i * line.length - (await stat(join(folder, 'a.csv'))).size)
    }
    yield { file: 'deep/er/b', whole: 'b' }
    yield { folder: 'empty' }
  }
  expect(await writePieces(folder, pieces(), new AbortController().signal)).toEqual({
    tables: [{ file: 'a.csv', rows: 50 }],
    others: 1,
  })
  expect(waiting).toBeLessThan(65_536)
  expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe(line.repeat(50))
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    'a.csv',
    'deep',
    'deep/er',
    'deep/er/b',
    'empty',
  ])
})

test('an export that is interrupted leaves nothing', async () => {
  const where = await temporaryFolder()
  const stop = new AbortController()
  async function* pieces(): AsyncGenerator<ExportPiece> {
    yield { file: 'a.csv', part: '1', rows: 1 }
    stop.abort(new Error('stopped'))
    yield { file: 'a.csv', part: '2', rows: 1 }
  }
  const identity: ExportIdentity = { format: 'csv', run: 'grid-1', createdAt: 0 }
  const exporting = replaceFolder(
    join(where, 'out'),
    identity,
    { force: false, runsFolder: join(where, 'runs') },
    (folder) => writePieces(folder, pieces(), stop.signal),
  )
  await expect(exporting).rejects.toThrow('stopped')
  expect(await readdir(where)).toEqual([])
})

/** The example run in a store; the holder of its last trial lives as long as this process. */
async function storedRun(runsFolder: string): Promise<void> {
  await mkdir(runsFolder)
  const store = openSqliteStore(databasePath(runsFolder), systemClock)
  const values = ['adam', 'sgd', 'nesterov', 'adagrad']
  const { name: run } = await store.createRun({
    ...emptyRun,
    sweep: { ...emptyRun.sweep, parameters: [{ name: 'optimizer', values }] },
  })
  const holder = { host: 'elsewhere', pid: 1, started: '' }
  for (const { number, key, params, seed, readings, attempts, value, bestStep, seconds } of exampleTrials) {
    const trial = { number, key, params, seed }
    const claim = await store.claim({ run, trial, holder, leaseMilliseconds: 60_000 })
    if (claim.state !== 'leased') throw new Error(claim.state)
    await store.record([{ lease: claim.lease, readings }])
    const outcome = attempts.at(-1)!.outcome
    if (outcome) await store.finish(claim.lease, { outcome, value, bestStep, seconds })
  }
  await store.close()
}
