import type { Report } from '../analyze/report.js'
import { trialStatuses } from '../analyze/run-data.js'
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

function rowOf({ createdAt, report: { run, sweep, metric, counts, trials } }: ListedRun): readonly string[] {
  const total = trialStatuses.reduce((sum, status) => sum + counts[status], 0)
  const best = trials[0]?.rank === 1 ? trials[0].value : null
  return [
    run,
    sweep,
    new Date(createdAt).toISOString().slice(0, 16).replace('T', ' '),
    String(total),
    String(counts.complete),
    String(counts.failed),
    best === null ? '-' : `${oneLine(metric.name)} ${numberText(best)}`,
  ]
}
