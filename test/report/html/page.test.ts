import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { analyzeRun } from '#sweep/analyze/run-analysis.js'
import { renderHtml } from '#sweep/report/html/document.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { accessibilityDefects } from './accessibility-defects.js'
import { accessibleNames } from './accessible-names.js'
import { findChromium } from './find-chromium.js'
import { generatedRun, nasty } from './generated-run.js'
import { inPage } from './in-page.js'
import { openPage } from './open-page.js'

// One browser and one page for everything: starting it takes longer than all that is asked of it.
test('the page works in a browser, from a file, without a network', { timeout: 180_000 }, async ({ skip }) => {
  const chromium = findChromium()
  if (chromium === undefined) return skip('no Chromium: install it, or name one by CHROME_PATH')
  const file = join(await temporaryFolder(), 'report.html')
  const data = generatedRun(20, 4)
  const reproduce = { commands: [{ purpose: 'Train it again.', command: 'sweep run x.yaml' }], notes: [] }
  await writeFile(file, await renderHtml({ data, analysis: analyzeRun(data), reproduce }))
  const { page, requests, complaints, close } = await openPage(chromium, file, 1600)
  onTestFinished(close)
  const look = inPage(page)

  // Nothing was asked for, nothing complained, and no text of the run became code.
  expect(requests).toEqual([pathToFileURL(file).href])
  expect(complaints).toEqual([])
  expect(await look.broken()).toBe(false)
  expect(await look.says(nasty)).toBe(true)
  expect(await look.overflow()).toBe(0)
  expect(await look.undrawn()).toEqual([])
  expect(await accessibilityDefects(page)).toEqual([])
  const names = await accessibleNames(page)
  expect(wantedNames.filter((name) => !names.includes(name))).toEqual([])

  // Sorting, by mouse and by keyboard.
  const metric = await look.column('all-trials', 'val_accuracy')
  expect(await metric.sort()).toBe(null)
  await metric.button.click()
  expect(await metric.sort()).toBe('ascending')
  const values = await metric.values()
  expect(values.filter(Boolean)).toHaveLength(19)
  expect(values).toEqual(values.toSorted(byNumber(1)))
  await metric.button.focus()
  await page.keyboard.press('Enter')
  expect(await metric.sort()).toBe('descending')
  expect(await metric.values()).toEqual(values.toSorted(byNumber(-1)))
  await (await look.column('all-trials', 'trial')).button.press('Space')
  expect(await metric.sort()).toBe(null)

  // Filtering.
  await page.type('[data-filters=all-trials] [name=words]', 'SGD 0.001')
  expect(await look.shownTrials()).toBe('2 of 20 trials')
  await page.select('[data-filters=all-trials] [data-column=seed]', '=1')
  expect(await look.shownTrials()).toBe('1 of 20 trials')
  await page.click('[data-filters=all-trials] [type=reset]')
  await look.until(`document.querySelectorAll('#all-trials tbody tr:not([hidden])').length === 20`)

  // Another view of a chart.
  for (const chart of await look.charts()) {
    if (chart.views < 2) continue
    const before = await look.drawing(chart.id)
    await page.select(`#${chart.id} select`, chart.last)
    await look.until(`document.getElementById('${chart.id}').dataset.view === '${chart.views - 1}'`)
    expect(await look.drawing(chart.id), chart.id).not.toBe(before)
  }

  // A telephone, then paper.
  await page.setViewport({ width: 360, height: 800 })
  await look.until(
    `[...document.querySelectorAll('figure[data-chart]')].every((each) => Number(each.dataset.width) < 360)`,
  )
  expect(await look.overflow()).toBe(0)
  expect(await look.undrawn()).toEqual([])
  await page.emulateMediaType('print')
  expect(await look.cut()).toEqual([])
  expect(await look.undrawn()).toEqual([])
  expect(complaints).toEqual([])
})

/** By what a screen reader leads to the parts of the page. */
const wantedNames = [
  ...['heading generated-1', 'navigation Contents', 'region Verdict', 'search Filter the trials', 'searchbox contains'],
  ...['table Points, best first', 'table All 20 trials that were begun', 'button val_accuracy', 'combobox optimizer'],
  ...['figure Learning curves: val_accuracy', 'combobox Learning curves: val_accuracy: metric'],
]

/** Those without a value last. */
function byNumber(sign: 1 | -1) {
  return (a: string, b: string) => Number(a === '') - Number(b === '') || sign * (Number(a) - Number(b))
}
