import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { renderCsv, reportView } from '#sweep/report/report.js'
import { estimateText } from '#sweep/report/values.js'
import { markdownOf } from '#sweep/report/view.js'
import { exampleAnalysis, oneSeedAnalysis } from './example-analysis.js'
import { jsonText } from './json-text.js'
import { tableText } from './table-text.js'

const { report } = exampleAnalysis
const options = { analysis: exampleAnalysis, metrics: ['test_accuracy'] }
const wide = tableText(report, options)

test.each([
  ['report-points.txt', wide],
  ['report-points-80-columns.txt', tableText(report, { ...options, top: 2, columns: 80 })],
  ['report-points.md', markdownOf(reportView(report, options))],
  ['report-points.json.txt', jsonText(report, { ...options, top: 1 })],
  ['report-one-seed.txt', tableText(oneSeedAnalysis.report, { analysis: oneSeedAnalysis })],
  ['report-one-seed-80-columns.txt', tableText(oneSeedAnalysis.report, { analysis: oneSeedAnalysis, columns: 80 })],
  // Escape sequences, made visible.
  ['report-points-colored.txt', tableText(report, { ...options, color: true }).replaceAll('\u001b', '␛')],
])('%s is what a person reads', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`../golden/${name}`)
})

test('colours change no character, and there are none unless they are asked for', () => {
  expect(wide).not.toContain('\u001b')
  expect(stripVTControlCharacters(tableText(report, { ...options, color: true }))).toBe(wide)
})

test('no line is wider than the terminal where the columns can do without some of theirs', () => {
  for (const columns of [70, 80, 100]) {
    const lines = tableText(report, { ...options, columns }).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
    expect(lines.filter((line) => /0\.4550 ± 0\.0124/.test(line))).toHaveLength(1)
  }
})

test('by trial, nothing of the analysis is shown but the metrics asked for', () => {
  const text = tableText(report, { ...options, byTrial: true })
  expect(text).toBe(tableText(report, { metrics: ['test_accuracy'] }))
  expect(text).toMatch(/ 1 +1 +nesterov +0\.012346 +0 +0\.4600 +0\.4500 /)
})

test('what was selected is said', () => {
  const text = tableText(report, { where: { text: 'lr < 1', of: 12 } })
  expect(text).toContain('\nonly where lr < 1: 9 of 12 trials\n9 trials: 6 complete, 2 waiting, 1 failed\n')
})

test('CSV has the results of every trial, and a column for the run when there are several', () => {
  const other = { ...report, run: 'later', trials: [{ ...report.trials[0]!, metrics: { f1: 0.5 } }] }
  const [header, ...lines] = renderCsv([report, other], { top: 1 }).split('\r\n')
  expect(header).toBe(
    'run,rank,trial,key,params.optimizer,params.lr,params.epochs,seed,status,value,best_step,steps,seconds,error,' +
      'reused_from,continued_from,metrics.f1,metrics.test_accuracy',
  )
  const trial = '1,1,key1,nesterov,0.012345678901234567,12,0,complete,0.46,11,12,61,,,'
  expect(lines).toEqual([`optimizers-1,${trial},,0.45`, `later,${trial},0.5,`])
})

test.each([
  [0.4512, 0.4409, 0.4615, '0.4512 ± 0.0103'],
  [0.46, 0.44377, 0.47634, '0.4600 ± 0.0163'],
  [0.4512, 0.4409, 0.4631, '0.4512 (0.4409 – 0.4631)'],
  [12.5, 12.4, 12.6, '12.50 ± 0.10'],
  [123456, 123450, 123462, '123456 ± 6'],
  [0.4512, 0.4511999, 0.4512001, '0.4512 ± 1.0e-7'],
  [1.5e-9, 1.4e-9, 1.6e-9, '1.500e-9 ± 1.0e-10'],
  [0.5, 0.5, 0.5, '0.5000 ± 0.0000'],
  [0.2449150181108944, 0.2449150181108943, 0.2449150181108945, '0.2449 ± 0.0000'],
])('estimateText of %d from %d to %d is %s', (value, low, high, text) => {
  expect(estimateText(value, { low, high, level: 0.95, kind: 't' })).toBe(text)
})
