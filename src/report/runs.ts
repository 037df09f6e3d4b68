import type { Report } from '../analyze/report.js'
import { trialStatuses } from '../core/run-data.js'
import { jsonText } from './json.js'
import type { ReportOptions } from './options.js'
import { type Column, drawTable } from './table.js'
import { numberText, oneLine } from './values.js'

/** A run, as a list of runs shows it. */
export interface ListedRun {
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly report: Report
}

const columns: readonly Column[] = [
  { header: 'run', align: 'left', shrinks: true },
  { header: 'sweep', align: 'left', shrinks: true },
  { header: 'created (UTC)', align: 'left', shrinks: false },
  { header: 'trials', align: 'right', shrinks: false },
  { header: 'complete', align: 'right', shrinks: false },
  { header: 'failed', align: 'right', shrinks: false },
  { header: 'best', align: 'left', shrinks: true },
]

/** The runs of a folder, a line each, in the order given. */
export function renderList(runs: readonly ListedRun[], { columns: width }: ReportOptions = {}): string {
  if (runs.length === 0) return 'no runs'
  return drawTable(columns, runs.map(rowOf), width)
}

function rowOf(listed: ListedRun): readonly string[] {
  const { run, sweep, metric, counts } = listed.report
  const best = bestOf(listed)
  return [
    run,
    sweep,
    new Date(listed.createdAt).toISOString().slice(0, 16).replace('T', ' '),
    String(trialStatuses.reduce((sum, status) => sum + counts[status], 0)),
    String(counts.complete),
    String(counts.failed),
    best === null ? '-' : `${oneLine(metric.name)} ${numberText(best.value)}`,
  ]
}

/**
 * The same as one JSON object: `{runs: [{run, sweep, created_at, metric: {name, goal}, counts, best: {trial, value} |
 * null}]}`. Times are ISO 8601.
 */
export function renderListJson(runs: readonly ListedRun[]): string {
  return jsonText({
    runs: runs.map((listed) => {
      const { run, sweep, metric, counts } = listed.report
      const created_at = new Date(listed.createdAt).toISOString()
      return { run, sweep, created_at, metric: { name: metric.name, goal: metric.goal }, counts, best: bestOf(listed) }
    }),
  })
}

function bestOf({ report: { trials } }: ListedRun): { readonly trial: number; readonly value: number } | null {
  const best = trials[0]
  return best?.rank === 1 && best.value !== null ? { trial: best.number, value: best.value } : null
}
