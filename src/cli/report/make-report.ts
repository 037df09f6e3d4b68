import type { Analysis } from '../../analyze/analysis.js'
import type { Pivot } from '../../analyze/figures/pivot.js'
import { pivotOf } from '../../analyze/figures/pivot.js'
import type { Report } from '../../analyze/report.js'
import { buildReport } from '../../analyze/report.js'
import type { RunData } from '../../analyze/run-data.js'
import type { Run } from '../../core/run.js'
import { UsageError } from '../../core/usage-error.js'
import type { ReportOptions } from '../../report/report-options.js'
import type { StoreReader } from '../../store/store-reader.js'
import { analysedTrials } from '../analysed-trials.js'
import { readReport, readTopReport } from '../read-report.js'
import { readRunData } from '../read-run-data.js'
import { knownMetrics } from './known-metrics.js'
import { pivotNames } from './pivot-names.js'
import type { ReportRequest } from './report-request.js'
import { selectData } from './select-data.js'
import { selectTrials } from './select-trials.js'

/** A report of one run, with what the command line asked of it. */
export interface MadeReport {
  readonly report: Report
  readonly options: ReportOptions
  /** What it was made from; left out where there are no statistics. */
  readonly data?: RunData
  /** Instead of the ranking. */
  readonly pivot?: Pivot
}

/** Makes the report that was asked for. Throws UsageError, StoreError. */
export async function makeReport(store: StoreReader, run: Run, request: ReportRequest): Promise<MadeReport> {
  const names = request.by && pivotNames(request.by, run.sweep)
  const { complete } = (await store.counts(run.name)).statuses
  const few = complete <= analysedTrials
  if (!few && request.format === 'html') {
    throw new UsageError(
      `run "${run.name}" has ${complete} complete trials, too many for one page. See: sweep export --help`,
    )
  }
  const { report, analysis, data, where } =
    few && isAnalysed(request) ? await analysed(store, run, request) : await ranked(store, run, request)
  const metrics = knownMetrics(request.metrics ?? [], run.name, report.trials)
  const note = few || !isAnalysed(request) ? undefined : tooMany
  const options = { top: request.top, byTrial: request.trials, metrics, where, analysis, note }
  return {
    report,
    options,
    ...(data && { data }),
    ...(names && { pivot: pivotOf(report, names, singles(analysis)) }),
  }
}

const tooMany = `more than ${analysedTrials.toLocaleString('en')} complete trials: ranked by trial, without intervals and ties`

/** Trials as they were measured, and CSV, which but for means has nothing else, need no statistics. */
function isAnalysed({ trials, format, by }: ReportRequest): boolean {
  return !trials && (format !== 'csv' || by !== undefined)
}

interface Found {
  readonly report: Report
  readonly analysis?: Analysis
  readonly data?: RunData
  readonly where?: ReportOptions['where']
}

async function analysed(store: StoreReader, run: Run, { where, runsDir }: ReportRequest): Promise<Found> {
  const data = await readRunData(store, run, runsDir, (line) => console.error(`sweep: ${line}`))
  const chosen = where === undefined ? data : selectData(where, data)
  const { analyzeRun } = await import('../../analyze/run-analysis.js')
  const analysis = analyzeRun(chosen)
  return { report: analysis.report, analysis, data: chosen, where: whereOf(where, data.trials.length) }
}

async function ranked(store: StoreReader, run: Run, { top, where, by, metrics }: ReportRequest): Promise<Found> {
  const whole = top === undefined || [where, by, metrics].some((each) => each !== undefined)
  const report = whole ? await readReport(store, run) : await readTopReport(store, run, top)
  if (where === undefined) return { report }
  const trials = selectTrials(where, run.sweep, report.trials)
  const selected = buildReport(run.name, run.sweep, trials, trials.length)
  return { report: selected, where: whereOf(where, report.trials.length) }
}

function whereOf(text: string | undefined, of: number): ReportOptions['where'] {
  return text === undefined ? undefined : { text, of }
}

/** The interval of every point that has one trial, by the trial's number. */
function singles(analysis: Analysis | undefined) {
  const alone = analysis?.points.filter(({ trials }) => trials.length === 1) ?? []
  return new Map(alone.map(({ trials, interval }) => [trials[0]!, interval]))
}
