import type { RankedPoint } from '../../../analyze/analysis.js'
import { legendLines, marks } from '../../ranking.js'
import { estimateText, numberText } from '../../values.js'
import type { HtmlInput } from '../html.js'
import { html } from '../html.js'
import { type DataCell, type DataColumn, dataTable, parameterCells } from './data-table.js'
import type { Section } from './section.js'
import { trialLinks, whisker, whiskerScale } from './section.js'

/** All points, best first, each with the interval of its mean as a picture beside it. */
export function ranking({ analysis: { points, report, metric, comparison } }: HtmlInput): Section {
  const parameters = parameterCells(report.parameters)
  const metrics = [...new Set(points.flatMap((point) => Object.keys(point.metrics)))]
  const scale = whiskerScale(points)
  const compared = points.some(({ p }) => p !== null)
  const columns: DataColumn[] = [
    { header: 'rank', type: 'number' },
    ...parameters.columns,
    { header: metric.name, type: 'number' },
    { header: 'interval', type: 'text' },
    { header: 'against the best', type: 'text' },
    ...(compared ? [{ header: 'p', type: 'number' } as const] : []),
    { header: 'seeds', type: 'number' },
    { header: 'trials', type: 'text' },
    ...metrics.map((header) => ({ header, type: 'number' }) as const),
  ]
  const cells = (point: RankedPoint): readonly DataCell[] => [
    { shown: point.rank },
    ...parameters.cells(point.params),
    { shown: html`<strong>${estimateText(point.mean, point.interval)}</strong>`, value: point.mean },
    { shown: whisker(point, scale), value: point.interval?.low ?? null },
    tieCell(point),
    ...(compared ? [{ shown: point.p === null ? '' : pText(point.p), value: point.p }] : []),
    seedsCell(point),
    { shown: trialLinks(point.trials) },
    ...metrics.map((name) => metricCell(point, name)),
  ]
  return {
    id: 'ranking',
    heading: 'Ranking',
    body: html`<p>A point is one choice of the searched parameters. Its value is the mean of ${metric.name} over its seeds; ${metric.goal === 'maximize' ? 'higher' : 'lower'} is better.</p>
${dataTable({
  id: 'points',
  caption: 'Points, best first',
  columns,
  rows: points.map((point) => ({ class: point.rank === 1 ? 'best' : point.tied ? 'tied' : '', cells: cells(point) })),
})}
${legendLines(points, comparison).map((line) => html`<p class="quiet">${line}</p>`)}`,
  }
}

/** The rank says who is the best; equal means share it. */
function tieCell({ rank, tied }: RankedPoint): DataCell {
  if (rank === 1) return { shown: html`<span class="badge best">best</span>` }
  return { shown: tied && html`<span class="badge tied">${marks.tied} tied</span>` }
}

function seedsCell({ seeds: { length }, missing }: RankedPoint): DataCell {
  return missing === 0 ? { shown: length } : { shown: `${length} of ${length + missing}`, value: length }
}

function metricCell({ metrics }: RankedPoint, name: string): DataCell {
  const metric = metrics[name]
  return metric ? { shown: estimateText(metric.mean, metric.interval), value: metric.mean } : { shown: null }
}

function pText(p: number): string {
  return p < 0.0001 ? '< 0.0001' : numberText(p)
}
