import type { Analysis, RankedPoint } from '../../analyze/analysis.js'
import type { Report } from '../../analyze/report.js'
import { isSearched } from '../../core/parameter.js'
import type { Column } from '../draw-table.js'
import { estimateTexts } from '../estimate-texts.js'
import { numberText } from '../number-text.js'
import { oneLine } from '../one-line.js'
import { paramText } from '../param-text.js'
import type { ReportOptions } from '../report-options.js'
import { marks } from './marks.js'
import { parameterColumns } from './parameter-columns.js'
import type { Ranking } from './ranking.js'

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

function right(header: string, drops?: number): Column {
  return { header, align: 'right', shrinks: false, ...(drops !== undefined && { drops }) }
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
