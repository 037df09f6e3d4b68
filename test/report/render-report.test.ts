import { describe, expect, test } from 'vitest'
import { buildReport } from '#sweep/analyze/report.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import { renderCsv, reportView } from '#sweep/report/report.js'
import { numberText } from '#sweep/report/values.js'
import { markdownOf } from '#sweep/report/view.js'
import { exampleReport } from './example-report.js'
import { jsonText } from './json-text.js'
import { tableText } from './table-text.js'

test.each([
  ['report.txt', tableText(exampleReport)],
  ['report-top-80-columns.txt', tableText(exampleReport, { top: 3, columns: 80 })],
  ['report.md', markdownOf(reportView(exampleReport))],
  ['report.json.txt', jsonText(exampleReport)],
  // The two characters that end a line of CSV, made visible.
  ['report.csv.txt', renderCsv([exampleReport]).replaceAll('\r\n', '␍␊\n')],
])('%s is what a person reads', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`../golden/${name}`)
})

describe('the four formats agree', () => {
  const json = JSON.parse(jsonText(exampleReport))
  const [csvHeader, ...csvRows] = parseCsv(renderCsv([exampleReport]))
  const csv = csvRows.map((row) => Object.fromEntries(csvHeader!.map((name, i) => [name, row[i]!])))
  const markdown = parseMarkdown(markdownOf(reportView(exampleReport)))
  const table = parseTable(tableText(exampleReport))

  test('CSV has what JSON has, digit by digit', () => {
    expect(csv).toHaveLength(10)
    for (const [i, trial] of json.trials.entries()) {
      for (const name of [
        'rank',
        'trial',
        'key',
        'seed',
        'status',
        'value',
        'best_step',
        'steps',
        'seconds',
        'error',
      ]) {
        expect(csv[i]![name]).toBe(String(trial[name] ?? ''))
      }
      for (const [name, value] of Object.entries(trial.params)) {
        expect(csv[i]![`params.${name}`]).toBe(typeof value === 'string' ? value : JSON.stringify(value))
      }
    }
  })

  test('Markdown and the table have the same cells', () => {
    expect(markdown).toHaveLength(10)
    expect(table).toEqual(markdown)
  })

  test('and their cells are those of JSON, to four digits', () => {
    for (const [i, trial] of json.trials.entries()) {
      const cells = markdown[i]!
      const dash = (value: unknown) => (value === null ? '-' : String(value))
      expect(cells).toMatchObject({
        rank: dash(trial.rank),
        trial: String(trial.trial),
        optimizer: trial.params.optimizer,
        lr: String(trial.params.lr),
        layers: JSON.stringify(trial.params.layers),
        seed: String(trial.seed),
        'best step': dash(trial.best_step),
        steps: String(trial.steps),
        seconds: trial.seconds.toFixed(1),
        status: trial.status,
      })
      if (trial.value === null) expect(cells.val_loss).toBe('-')
      else expect(Math.abs(Number(cells.val_loss) / trial.value - 1)).toBeLessThan(0.0005)
    }
  })

  test('top shows the same first trials everywhere', () => {
    const first = [2, 1]
    const options = { top: 2 }
    expect(JSON.parse(jsonText(exampleReport, options)).trials.map((t: { trial: number }) => t.trial)).toEqual(first)
    expect(parseCsv(renderCsv([exampleReport], options)).map((row) => row[1])).toEqual(['trial', ...first.map(String)])
    expect(parseMarkdown(markdownOf(reportView(exampleReport, options))).map((row) => Number(row.trial))).toEqual(first)
    expect(parseTable(tableText(exampleReport, options)).map((row) => Number(row.trial))).toEqual(first)
  })
})

test('JSON has exactly the documented keys, and `error` where a trial failed', () => {
  const json = JSON.parse(jsonText(exampleReport))
  expect(Object.keys(json)).toEqual(['run', 'sweep', 'metric', 'counts', 'trials'])
  expect(json.metric).toEqual({ name: 'val_loss', goal: 'minimize' })
  const keys = [
    ...['rank', 'trial', 'key', 'params', 'seed', 'status', 'value', 'best_step', 'steps', 'seconds', 'metrics'],
  ]
  for (const trial of json.trials) {
    expect(Object.keys(trial)).toEqual(trial.status === 'failed' ? [...keys, 'error'] : keys)
  }
})

test('the table is never wider than the terminal, down to what numbers need', () => {
  for (const columns of [200, 130, 110, 105]) {
    const lines = tableText(exampleReport, { columns }).split('\n')
    const drawn = lines.slice(lines.indexOf('') + 1, lines.indexOf('', lines.indexOf('') + 1))
    expect(drawn).toHaveLength(12)
    expect(Math.max(...drawn.map((line) => line.length))).toBeLessThanOrEqual(columns)
  }
})

test('a run without trials, and one without parameters, are drawn all the same', () => {
  const { metric } = exampleReport
  const sweep = { name: 's', experiment: 'e', ...sweepDefaults, metric, seeds: [0], parameters: [] } as const
  const report = buildReport('s-1', sweep, [], 1)
  expect(tableText(report)).toBe(`s-1 (sweep s), minimize val_loss
1 trial: 1 waiting

rank  trial  seed  val_loss  best step  steps  seconds  status
──────────────────────────────────────────────────────────────`)
  expect(renderCsv([report])).toBe(
    'rank,trial,key,seed,status,value,best_step,steps,seconds,error,reused_from,continued_from',
  )
})

test.each([
  [0.9, '0.9000'],
  [0.912345, '0.9123'],
  [12.5, '12.50'],
  [1234.5678, '1235'],
  [123456.7, '123457'],
  [-0.00012345, '-0.0001234'],
  [1.2344e-9, '1.234e-9'],
  [1e21, '1.000e+21'],
  [0, '0.000'],
])('numberText of %d is %s', (value, text) => {
  expect(numberText(value)).toBe(text)
})

/** A reader of RFC 4180, as small as it can be. */
function parseCsv(text: string): string[][] {
  return text
    .split('\r\n')
    .map((line) => [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)])
    .map((fields) => fields.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!))
}

function parseMarkdown(text: string): Record<string, string>[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  const [header, , ...rows] = lines.map((line) =>
    line
      .slice(2, -2)
      .split(/ (?<!\\)\| /)
      .map((cell) => cell.replaceAll('&lt;', '<').replace(/\\(.)/g, '$1')),
  )
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])))
}

/** Cuts the table's lines where its columns stand: between two runs of text that no line bridges. */
function parseTable(text: string): Record<string, string>[] {
  const lines = text.split('\n')
  const rule = lines.findIndex((line) => line.startsWith('─'))
  const end = lines.indexOf('', rule)
  const drawn = [lines[rule - 1]!, ...lines.slice(rule + 1, end === -1 ? undefined : end)]
  const width = lines[rule]!.length
  const empty = (i: number) => drawn.every((line) => (line[i] ?? ' ') === ' ')
  const edges = [0]
  for (let i = 1; i < width; i++) if (!empty(i) && empty(i - 1) && empty(i - 2)) edges.push(i)
  const [header, ...rows] = drawn.map((line) => edges.map((edge, i) => line.slice(edge, edges[i + 1]).trim()))
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])))
}

test('a parameter that a trial does not have is a dash in the table and nothing in CSV, unlike null', () => {
  const parameters = [...exampleReport.parameters, { name: 'momentum', values: [0.9, null] }]
  const [first, second, third, ...rest] = exampleReport.trials
  const trials = [
    { ...first!, params: { ...first!.params, momentum: 0.9 } },
    { ...second!, params: { ...second!.params, momentum: null } },
    third!,
    ...rest,
  ]
  const report = { ...exampleReport, parameters, trials }
  const view = reportView(report)
  const column = view.columns.findIndex(({ header }) => header === 'momentum')
  expect(view.rows.slice(0, 3).map((row) => row[column])).toEqual(['0.9', 'null', '-'])
  const [header, ...lines] = renderCsv([report]).split('\r\n')
  expect(header).toContain('params.momentum,seed')
  expect(lines[1]).toContain(`,null,${second!.seed},`)
  expect(lines[2]).toContain(`,,${third!.seed},`)
})
