import type { Analysis } from '../../analyze/analysis.js'
import { type Pivot, pivotOf } from '../../analyze/figures/pivot.js'
import { buildReport, type Report } from '../../analyze/report.js'
import { UsageError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import type { Run } from '../../core/run.js'
import type { RunData, TrialRow } from '../../core/run-data.js'
import type { Sweep } from '../../core/sweep.js'
import { didYouMean } from '../../core/texts.js'
import { type Expression, ExpressionError, parseExpression, refuseHyphens } from '../../plan/expression.js'
import type { ReportOptions } from '../../report/options.js'
import { analysedTrials, readReport, readRunData, readTopReport } from '../../runs/reading.js'
import type { StoreReader } from '../../store/store.js'
import type { ReportRequest } from './request.js'

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

/** The names of `--metrics` when at least one result of the run has each of them. Throws UsageError with those there are. */
export function knownMetrics(names: readonly string[], run: string, trials: readonly TrialRow[]): readonly string[] {
  const known = [...new Set(trials.flatMap(({ metrics }) => Object.keys(metrics ?? {})))].sort()
  const none = trials.some(({ status }) => status === 'complete')
    ? 'They have none: a result is what "run" of the experiment returns, as { test_accuracy: 0.9 }; "sweep export" has every reading'
    : 'No trial has a result yet'
  for (const name of names) {
    if (known.includes(name)) continue
    const there = known.length > 0 ? `There are: ${known.join(', ')}` : none
    throw new UsageError(`--metrics: no result of run "${run}" has "${name}". ${didYouMean(name, known)}${there}`)
  }
  return names
}

/** The names of `--by`: one parameter or two different ones; `seed` is one, too. Throws UsageError with those there are. */
export function pivotNames(
  names: readonly string[],
  { parameters }: Sweep,
): readonly [string] | readonly [string, string] {
  const known = [...parameters.map(({ name }) => name), 'seed']
  for (const name of names) {
    if (known.includes(name)) continue
    throw new UsageError(
      `--by: there is no parameter "${name}". ${didYouMean(name, known)}There are: ${known.join(', ')}`,
    )
  }
  const [first, second, third] = names
  if (first === undefined || third !== undefined || first === second) {
    throw new UsageError(`--by takes one parameter or two different ones, as --by ${known.slice(0, 2).join(',')}`)
  }
  return second === undefined ? [first] : [first, second]
}

/** What is known of the trials that an expression selects, as if there were no others. Throws UsageError. */
function selectData(where: string, data: RunData): RunData {
  const trials = selectTrials(where, data.run.sweep, data.trials)
  const numbers = new Set(trials.map(({ number }) => number))
  const attempts = data.attempts.filter(({ trial }) => numbers.has(trial))
  return { ...data, trials, total: trials.length, attempts }
}

/**
 * The trials that an expression of `--where` selects. It speaks of parameters, `seed`, `trial` (the number), `status`, the
 * sweep's metric (its best value) and the other metrics of a trial's result; a parameter of one of these names goes before.
 * What a trial does not have is unknown, and what is unknown is not selected. Throws UsageError.
 */
export function selectTrials<T extends TrialRow>(text: string, sweep: Sweep, trials: readonly T[]): readonly T[] {
  const params = sweep.parameters.map(({ name }) => name)
  const metrics = new Set([sweep.metric.name, ...trials.flatMap((trial) => Object.keys(trial.metrics ?? {}))])
  const known = [...params, ...own, ...metrics]
  const expression = parsed(text, known)
  for (const name of expression.names) {
    if (known.includes(name)) continue
    throw new UsageError(
      `--where: there is no "${name}". ${didYouMean(name, known)}` +
        `It may speak of the parameters ${params.join(', ') || '(none)'}, of ${own.join(', ')}, and of the metrics ${[...metrics].join(', ')}`,
    )
  }
  return trials.filter((trial) => isTrue(expression, valuesOf(trial, sweep)))
}

const own = ['seed', 'trial', 'status'] as const

function parsed(text: string, names: readonly string[]): Expression {
  try {
    refuseHyphens(text, names)
    return parseExpression(text)
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause
    throw new UsageError(`--where "${text}": ${cause.message}. Write it as: --where "lr < 0.1 && seed == 0"`, { cause })
  }
}

function valuesOf(trial: TrialRow, { metric }: Sweep): Readonly<Record<string, Json>> {
  const { number, seed, status, value, metrics, params } = trial
  return { ...metrics, ...(value !== null && { [metric.name]: value }), seed, trial: number, status, ...params }
}

function isTrue(expression: Expression, values: Readonly<Record<string, Json>>): boolean {
  try {
    const found = expression.value(values)
    if (found === undefined || typeof found === 'boolean') return found === true
    throw new ExpressionError(
      `it is ${JSON.stringify(found)} for trial ${values.trial}, where it has to be true or false`,
    )
  } catch (cause) {
    if (!(cause instanceof ExpressionError)) throw cause
    throw new UsageError(`--where "${expression.text}": ${cause.message}`, { cause })
  }
}
