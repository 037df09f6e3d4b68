import type { Analysis, RankedPoint } from '../../analyze/analysis.js'
import { isSearched } from '../../core/parameter.js'
import type { Column } from '../draw-table.js'
import { estimateTexts } from '../estimate-texts.js'
import { oneLine } from '../one-line.js'
import { paramText } from '../param-text.js'
import type { ReportOptions } from '../report-options.js'
import { marks } from './marks.js'
import { parameterColumns } from './parameter-columns.js'
import type { Ranking } from './ranking.js'

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
