import type { Analysis, Comparison, RankedPoint } from '../analyze/analysis.js'
import type { Report } from '../analyze/report.js'
import type { Interval } from '../analyze/statistics/intervals.js'
import { isSearched, outerValues, type Parameter } from '../core/parameter.js'
import type { ReportOptions } from './options.js'
import type { Column } from './table.js'
import { estimateTexts, numberText, oneLine, paramText } from './values.js'

/** The table of a report, best first. */
export interface Ranking {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** How many rows, from the first one, hold the first rank. */
  readonly winners: number
  /** What `top` left out. */
  readonly hidden: string | null
}

/** A row per point that has a complete trial: the mean over its seeds with an interval, and whether it is tied. */
export function pointRanking({ report, metric, points, comparison }: Analysis, options: ReportOptions): Ranking {
  const { top = points.length, metrics = [] } = options
  const shown = points.slice(0, top)
  const searched = report.parameters.filter(isSearched)
  const hidden = points.length - shown.length
  const means = estimateTexts(shown.map(({ mean, interval }) => ({ value: mean, interval })))
  const further = metrics.map((name) =>
    estimateTexts(
      shown.map((point) => ({
        value: point.metrics[name]?.mean ?? null,
        interval: point.metrics[name]?.interval ?? null,
      })),
    ),
  )
  return {
    columns: [
      right('rank'),
      { header: 'trials', align: 'left', shrinks: true, drops: 1 },
      ...parameterColumns(report.parameters),
      right('seeds', 2),
      right(oneLine(metric.name)),
      ...(comparison === null ? [] : [{ header: 'tie', align: 'left', shrinks: false } as const]),
      ...metrics.map((name) => right(oneLine(name))),
    ],
    rows: shown.map((point, i) => [
      String(point.rank),
      numbersText(point.trials),
      ...searched.map(({ name }) => paramText(point.params, name)),
      seedsText(point),
      means[i]!,
      ...(comparison === null ? [] : [point.tied ? marks.tied : '']),
      ...further.map((texts) => texts[i]!),
    ]),
    winners: shown.filter(({ rank }) => rank === 1).length,
    hidden: hidden === 0 ? null : `${hidden} more point${hidden === 1 ? '' : 's'} not shown`,
  }
}

function right(header: string, drops?: number): Column {
  return { header, align: 'right', shrinks: false, ...(drops !== undefined && { drops }) }
}

/** `3`, and `2 of 3` where a trial is not complete. */
function seedsText({ seeds, missing }: RankedPoint): string {
  return missing === 0 ? String(seeds.length) : `${seeds.length} of ${seeds.length + missing}`
}

/** Numbers in order, those that follow each other as `4-6`. */
function numbersText(numbers: readonly number[]): string {
  const spans: [number, number][] = []
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else spans.push([number, number])
  }
  return spans
    .map(([from, to]) => (from === to ? from : to === from + 1 ? `${from}, ${to}` : `${from}-${to}`))
    .join(', ')
}

/** A row per trial; with an analysis, whose points then are trials, each with its interval and whether it is tied. */
export function trialRanking(report: Report, options: ReportOptions): Ranking {
  const { metric, parameters, trials } = report
  const { top = trials.length, metrics = [], byTrial = false } = options
  const shown = trials.slice(0, top)
  const searched = parameters.filter(isSearched)
  const points = byTrial ? undefined : pointsByTrial(options.analysis)
  const tests = points !== undefined && options.analysis?.comparison !== null
  const values = valueTexts(shown, points)
  const hidden = report.hidden + trials.length - shown.length
  return {
    columns: [
      right('rank'),
      right('trial'),
      ...parameterColumns(parameters),
      right('seed'),
      right(oneLine(metric.name)),
      ...(tests ? [{ header: 'tie', align: 'left', shrinks: false } as const] : []),
      ...metrics.map((name) => right(oneLine(name))),
      right('best step', 2),
      right('steps', 1),
      right('seconds', 3),
      // What is complete has a rank already.
      {
        header: 'status',
        align: 'left',
        shrinks: false,
        ...(shown.every(({ rank }) => rank !== null) && { drops: 0 }),
      },
    ],
    rows: shown.map((trial, i) => [
      optional(trial.rank, String),
      String(trial.number),
      ...searched.map(({ name }) => paramText(trial.params, name)),
      String(trial.seed),
      values[i]!,
      ...(tests ? [points?.get(trial.number)?.tied ? marks.tied : ''] : []),
      ...metrics.map((name) => optional(trial.metrics?.[name] ?? null, numberText)),
      optional(trial.bestStep, String),
      String(trial.steps),
      trial.seconds.toFixed(1),
      trial.status,
    ]),
    winners: shown.filter(({ rank }) => rank === 1).length,
    hidden: hidden === 0 ? null : `${hidden} more trial${hidden === 1 ? '' : 's'} not shown`,
  }
}

function optional<T>(value: T | null, text: (value: T) => string): string {
  return value === null ? '-' : text(value)
}

function pointsByTrial(analysis: Analysis | undefined): ReadonlyMap<number, RankedPoint> | undefined {
  return analysis && new Map(analysis.points.flatMap((point) => point.trials.map((trial) => [trial, point] as const)))
}

/** Trials that are not complete have no interval. */
function valueTexts(trials: Report['trials'], points: ReadonlyMap<number, RankedPoint> | undefined): readonly string[] {
  if (!points) return trials.map(({ value }) => optional(value, numberText))
  const estimates = trials.map(({ number, value }) => ({ value, interval: points.get(number)?.interval ?? null }))
  return estimateTexts(estimates)
}

/** A column for every searched parameter. */
export function parameterColumns(parameters: readonly Parameter[]): readonly Column[] {
  return parameters.filter(isSearched).map((parameter) => ({
    header: oneLine(parameter.name),
    align: outerValues(parameter).every((value) => typeof value === 'number') ? 'right' : 'left',
    shrinks: true,
  }))
}

/** What the `±` of a ranking means. */
function intervalLine({ kind, level }: Interval): string {
  const percent = levelText(level)
  switch (kind) {
    case 't':
      return `± ${percent} interval of the mean over seeds (Student's t)`
    case 'binomial':
      return `± ${percent} interval of one seed's accuracy over its samples (binomial): it knows nothing of other seeds`
    default:
      return kind satisfies never
  }
}

/** What the intervals and marks of these points mean, and what they were measured on. */
export function legendLines(points: readonly RankedPoint[], comparison: Comparison | null): readonly string[] {
  const intervals = points.flatMap(({ interval }) => interval ?? [])
  const kinds = [...new Map(intervals.map((interval) => [interval.kind, interval])).values()]
  const tied = points.some((point) => point.tied)
  return [
    ...kinds.map(intervalLine),
    ...(comparison === null ? [] : [`${tied ? `${marks.tied} cannot be told from the best. ` : ''}${comparison.note}`]),
  ]
}

/** A level of confidence as people write it: `95 %`. */
export function levelText(level: number): string {
  return `${Number((level * 100).toPrecision(4))} %`
}

/** Signs in a table whose meaning stands below it. */
export const marks = {
  /** A point that cannot be told from the best one. */
  tied: '≈',
} as const
