import { expect, test } from 'vitest'
import { analyzeRun } from '#sweep/analyze/run-analysis.js'
import { renderHtml } from '#sweep/report/html/document.js'
import { generatedRun } from './generated-run.js'

test('200 trials of 50 epochs with nine metrics each fit into three megabytes', async () => {
  const data = generatedRun(200, 50)
  const page = await renderHtml({ data, analysis: analyzeRun(data), reproduce: { commands: [], notes: [] } })
  expect(data.trials).toHaveLength(200)
  expect(Buffer.byteLength(page)).toBeGreaterThan(1_000_000)
  expect(Buffer.byteLength(page)).toBeLessThan(3_000_000)
})
