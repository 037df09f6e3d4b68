import { buildReport } from '../../analyze/build-report.js'
import type { Pivot } from '../../analyze/pivot/pivot.js'
import { pivotOf } from '../../analyze/pivot/pivot-of.js'
import type { Report } from '../../analyze/report.js'
import type { Run } from '../../core/run.js'
import type { ReportOptions } from '../../report/report-options.js'
import type { StoreReader } from '../../store/store-reader.js'
import { readReport, readTopReport } from '../read-report.js'
import { knownMetrics } from './known-metrics.js'
import { pivotNames } from './pivot-names.js'
import type { ReportRequest } from './report-request.js'
import { selectTrials } from './select-trials.js'

/** A report of one run, with what the command line asked of it. */
export interface MadeReport {
  readonly report: Report
  readonly options: ReportOptions
  /** Instead of the ranking. */
  readonly pivot?: Pivot
}

/** Makes the report that was asked for. Throws UsageError, StoreError. */
export async function makeReport(store: StoreReader, run: Run, request: ReportRequest): Promise<MadeReport> {
  const { top, by, where: text, metrics = [], trials: byTrial } = request
  const names = by && pivotNames(by, run.sweep)
  const whole = names !== undefined || text !== undefined || metrics.length > 0
  const all = top === undefined || whole ? await readReport(store, run) : await readTopReport(store, run, top)
  const columns = knownMetrics(metrics, run.name, all.trials)
  const report = text === undefined ? all : selected(all, run, selectTrials(text, run.sweep, all.trials))
  const where = text === undefined ? undefined : { text, of: all.trials.length }
  const options = { top, byTrial, metrics: columns, where }
  return { report, options, ...(names && { pivot: pivotOf(report.trials, report.parameters, names) }) }
}

function selected(all: Report, run: Run, trials: Report['trials']): Report {
  return buildReport(all.run, run.sweep, trials, trials.length)
}
