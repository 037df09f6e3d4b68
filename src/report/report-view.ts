import type { FailureGroup } from '../analyze/group-failures.js'
import type { RankedTrial } from '../analyze/rank-trials.js'
import type { Report } from '../analyze/report.js'
import { isFixed, isSearched, outerValues } from '../core/parameter.js'
import type { Params } from '../core/trial.js'
import { countsText } from './counts-text.js'
import type { Column } from './draw-table.js'
import { failureText } from './failure-text.js'
import { numberText } from './number-text.js'
import { oneLine } from './one-line.js'
import { valueText } from './value-text.js'

/** A report as a person reads it, before it is drawn: the terminal and Markdown show the same words and numbers. */
export interface ReportView {
  readonly title: string
  readonly counts: string
  /** What was the same in all trials; empty when nothing was. */
  readonly fixed: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** What `top` left out, and why trials failed, shown or not. */
  readonly notes: readonly string[]
}

/** Only searched parameters become columns; measured numbers have four significant digits. */
export function reportView(report: Report, top: number = report.trials.length): ReportView {
  const { run, sweep, metric, parameters, counts, trials } = report
  const searched = parameters.filter(isSearched)
  const fixed = parameters.filter(isFixed)
  const shown = trials.slice(0, top)
  const hidden = report.hidden + trials.length - shown.length
  return {
    title: `${run} (sweep ${sweep}), ${metric.goal} ${oneLine(metric.name)}`,
    counts: countsText(counts),
    fixed: fixed.map(({ name, values }) => `${name} ${oneLine(valueText(values[0]))}`).join(', '),
    columns: [
      right('rank'),
      right('trial'),
      ...searched.map((parameter) => ({
        header: parameter.name,
        align: outerValues(parameter).every((value) => typeof value === 'number')
          ? ('right' as const)
          : ('left' as const),
        shrinks: true,
      })),
      right('seed'),
      right(oneLine(metric.name)),
      right('best step'),
      right('steps'),
      right('seconds'),
      { header: 'status', align: 'left', shrinks: false },
    ],
    rows: trials
      .slice(0, top)
      .map((trial) => [
        optional(trial.rank, String),
        String(trial.number),
        ...searched.map(({ name }) => paramText(trial.params, name)),
        String(trial.seed),
        optional(trial.value, numberText),
        optional(trial.bestStep, String),
        String(trial.steps),
        trial.seconds.toFixed(1),
        trial.status,
      ]),
    notes: [
      ...(hidden === 0 ? [] : [`${hidden} more trial${hidden === 1 ? '' : 's'} not shown`]),
      ...reuseLines(trials),
      ...failureLines(report.failures),
    ],
  }
}

function right(header: string): Column {
  return { header, align: 'right', shrinks: false }
}

/** What a trial has no value for, since a condition does not hold there, is not null. */
function paramText(params: Params, name: string): string {
  return Object.hasOwn(params, name) ? oneLine(valueText(params[name]!)) : '-'
}

function optional(value: number | null, text: (value: number) => string): string {
  return value === null ? '-' : text(value)
}

/** Which trials were not trained here from their beginning, of those that the report has. */
function reuseLines(trials: readonly RankedTrial[]): readonly string[] {
  const reused = new Map<string, number[]>()
  for (const { reusedFrom, number } of trials) {
    if (reusedFrom) reused.set(reusedFrom, [...(reused.get(reusedFrom) ?? []), number])
  }
  const continued = trials.filter(({ continuedFrom }) => continuedFrom).map(({ number }) => number)
  return [
    ...[...reused].map(([run, numbers]) => `${trialsText(numbers)} reused from run ${run}`),
    ...(continued.length === 0 ? [] : [`${trialsText(continued)} continued from finished trials`]),
  ]
}

function trialsText(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const more = sorted.length - 5
  const shown = [...sorted.slice(0, 5).map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
  return `trial${numbers.length === 1 ? '' : 's'} ${shown}`
}

/** Trials that failed for the same reason share a line: `trials 3, 7 failed: TypeError: …`. */
function failureLines(failures: readonly FailureGroup[]): readonly string[] {
  const lines = failures.map(({ error, trials, count }) => {
    const more = count - trials.length
    const numbers = [...trials.map(String), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
    return `trial${count === 1 ? '' : 's'} ${numbers} failed: ${oneLine(failureText(error))}`
  })
  return lines.length <= 5 ? lines : [...lines.slice(0, 5), `and ${lines.length - 5} more`]
}
