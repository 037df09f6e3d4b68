import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { expect, test } from 'vitest'
import { exportCsv } from '#sweep/report/export/csv.js'
import { exportJson } from '#sweep/report/export/json.js'
import { exportParquet } from '#sweep/report/export/parquet.js'
import { exampleRun, exampleTrials, filesOf, oneByOne } from './example-run.js'

test('a CSV export is what a person reads', async () => {
  const files = await filesOf(exportCsv(exampleRun, oneByOne()))
  const text = [...files].map(([name, bytes]) => `# ${name}\n${bytes.toString().replaceAll('\r\n', '␍␊\n')}`).join('\n')
  await expect(text).toMatchFileSnapshot('../../golden/export.csv.txt')
})

test('CSV keeps every number, and tells a value from none', async () => {
  const files = await filesOf(exportCsv(exampleRun, oneByOne()))
  const rows = (name: string) => records(files.get(`${name}.csv`)!.toString())
  expect(rows('trials').map((row) => [Number(row.value), row['metrics.test accuracy'], row['params.decay']])).toEqual([
    [0.1 + 0.2, String(1 / 3), '0.5'],
    [0, '', 'null'],
    [0, '', ''],
  ])
  expect(rows('trials').map((row) => row['params.note'])).toEqual(exampleTrials.map(({ params }) => params.note))
  expect(JSON.parse(rows('trials')[1]!['params.layers']!)).toEqual({ wide: 2 })
  const readings = exampleTrials.flatMap((trial) => trial.readings)
  expect(rows('readings').map((row) => Number(row['metrics.score']))).toEqual(
    readings.map((each) => each.metrics.score),
  )
})

test('Parquet has what CSV has, with types', async () => {
  const files = await filesOf(exportParquet(exampleRun, oneByOne()))
  const csv = await filesOf(exportCsv(exampleRun, oneByOne()))
  const types = (name: string) =>
    Object.fromEntries(
      parquetSchema(parquetMetadata(bufferOf(files.get(`${name}.parquet`)!))).children.map(({ element }) => [
        element.name,
        element.converted_type ?? element.type,
      ]),
    )
  expect(types('trials')).toMatchObject({
    'params.optimizer': 'UTF8',
    'params.lr': 'DOUBLE',
    'params.decay': 'DOUBLE',
    'params.layers': 'UTF8',
    'params.warm': 'BOOLEAN',
    seed: 'INT64',
    params: 'UTF8',
  })
  expect(types('attempts')).toMatchObject({ started_at: 'TIMESTAMP_MILLIS' })
  for (const name of ['trials', 'readings', 'attempts']) {
    const rows = await parquetReadObjects({ file: bufferOf(files.get(`${name}.parquet`)!) })
    const texts = rows.map(({ params: _, ...row }) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, textOf(value)])),
    )
    // There a null is a value.
    const expected = records(csv.get(`${name}.csv`)!.toString().replace(',null,', ',,'))
    expect(texts).toEqual(expected)
  }
  const trials = await parquetReadObjects({ file: bufferOf(files.get('trials.parquet')!) })
  expect(trials.map(({ params }) => JSON.parse(params))).toEqual(exampleTrials.map(({ params }) => params))
})

test('Parquet takes any number of rows', async () => {
  const readings = Array.from({ length: 900 }, (_, i) => ({ step: i + 1, metrics: { score: i / 7 }, seconds: 1 }))
  async function* many() {
    for (let number = 1; number <= 25; number++) yield { ...exampleTrials[0]!, number, readings }
  }
  const file = bufferOf((await filesOf(exportParquet(exampleRun, many()))).get('readings.parquet')!)
  expect(parquetMetadata(file).row_groups.length).toBeGreaterThan(1)
  const rows = await parquetReadObjects({ file, columns: ['trial', 'step', 'metrics.score'] })
  expect(rows).toHaveLength(22_500)
  for (const [i, row] of rows.entries()) {
    const step = (i % 900) + 1
    if (row.trial !== BigInt(Math.floor(i / 900) + 1) || row.step !== BigInt(step)) throw new Error(`row ${i}`)
    if (row['metrics.score'] !== (step - 1) / 7) throw new Error(`row ${i}: ${row['metrics.score']}`)
  }
})

test('JSON has all that the store knows', async () => {
  const text = (await filesOf(exportJson(exampleRun, oneByOne()))).get('run.json')!.toString()
  expect(text.split('\n')).toHaveLength(2 + exampleTrials.length + 2)
  const { run, trials } = JSON.parse(text)
  expect(run).toMatchObject({
    name: 'grid-1',
    trials: 4,
    engine_version: '4.22.0',
    provenance: { git: { dirty: false } },
  })
  for (const [i, { number, bestStep, readings, attempts, ...same }] of exampleTrials.entries()) {
    const { reusedFrom: _, continuedFrom = null, ...named } = same
    expect(trials[i]).toMatchObject({ ...named, trial: number, best_step: bestStep, continued_from: continuedFrom })
    expect(trials[i].readings.map(({ time: _, ...reading }: { time: string }) => reading)).toEqual(readings)
    expect(trials[i].attempts.map((each: { outcome: unknown }) => each.outcome)).toEqual(
      attempts.map((each) => each.outcome),
    )
  }
})

/** A reader of RFC 4180: records by the names of the first. */
function records(text: string): readonly Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  const [names, ...fields] = rows.slice(0, -1)
  return fields.map((row) => Object.fromEntries(names!.map((name, i) => [name, row[i]!])))
}

function textOf(value: unknown): string {
  if (value === null) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
