import { expect, test } from 'vitest'
import { renderList } from '#sweep/report/runs.js'
import { exampleReport } from './example-report.js'

test('renderList shows a run a line', () => {
  const fresh = { ...exampleReport, run: 'widths-3', counts: { ...exampleReport.counts, complete: 0 }, trials: [] }
  const runs = [
    { createdAt: Date.UTC(2026, 1, 3, 4, 5, 6), report: fresh },
    { createdAt: Date.UTC(2026, 0, 2, 3, 4, 5), report: exampleReport },
  ]
  expect(renderList(runs)).toBe(`run       sweep   created (UTC)     trials  complete  failed  best
───────────────────────────────────────────────────────────────────────────────
widths-3  widths  2026-02-03 04:05      44         0       3  -
widths-2  widths  2026-01-02 03:04      48         4       3  val_loss 1.500e-9`)
  expect(renderList([])).toBe('no runs')
})
