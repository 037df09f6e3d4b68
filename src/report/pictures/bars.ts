import type { RankedPoint } from '../../analyze/analysis.js'
import { bestCells } from '../../analyze/figures/cells.js'
import { numberText } from '../values.js'
import { chooseAxes } from './axes.js'
import { type Dot, dots } from './dots.js'
import { intervalNote, metricTitle, pointLabel, valueLabel } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord } from './picture.js'

/** A metric by one parameter, side by side for a second one: every combination at its best, with its interval. */
export const bars: PictureRecord = {
  about: 'a metric by one parameter (--x), side by side for a second one (--y), with error bars',
  heeds: ['x', 'y', 'metric'],
  draw,
}

function draw({ data, analysis }: PictureInput, options: PictureOptions): Picture | NoPicture {
  const { sweep } = data.run
  const axes = chooseAxes(analysis, sweep, options)
  if (typeof axes === 'string') return { reason: axes }
  const metric = options.metric ?? sweep.metric.name
  const cells = bestCells(analysis, sweep, axes.x, axes.y).flatMap((cell) => {
    const figure = figureOf(cell.point, metric, sweep.metric.name)
    return figure === undefined ? [] : [{ ...cell, figure }]
  })
  if (cells.length === 0) {
    const known = [sweep.metric.name, ...Object.keys(analysis.points[0]?.metrics ?? {})]
    return { reason: `no complete trial has the metric "${metric}": there are ${known.join(', ')}` }
  }
  const values = cells.map(
    ({ x, y, point, figure }): Dot => ({
      x: valueLabel(axes.x, x, sweep, axes.y === null ? analysis.points : []),
      group: axes.y === null ? '' : valueLabel(axes.y, y, sweep, analysis.points),
      mean: figure.mean,
      low: figure.interval?.low ?? null,
      high: figure.interval?.high ?? null,
      more: { point: pointLabel(point.params, sweep.parameters), seeds: point.seeds.length },
    }),
  )
  const title = metricTitle(metric, data)
  const highest = cells.reduce((a, b) => (b.figure.mean > a.figure.mean ? b : a))
  const lowest = cells.reduce((a, b) => (b.figure.mean < a.figure.mean ? b : a))
  const named = ({ point, figure }: typeof highest) =>
    `${numberText(figure.mean)} with ${pointLabel(point.params, sweep.parameters)}`
  const chosen = cells.some(({ of }) => of > 1)
    ? [`The best of several points at each place, by ${sweep.metric.name}`]
    : []
  const without = analysis.points.filter(({ params }) =>
    [axes.x, axes.y ?? []].flat().some((name) => !Object.hasOwn(params, name)),
  )
  const left =
    without.length === 0
      ? []
      : [`Not shown: ${without.length} of ${analysis.points.length} points, where a parameter is absent`]
  const notes = [...chosen, ...left, ...intervalNote(cells.map(({ figure }) => figure.interval))]
  const heading = `${metric} by ${axes.x}${axes.y === null ? '' : ` and ${axes.y}`}`
  return {
    kind: 'bars',
    title: heading,
    description:
      `${title} by ${[axes.x, axes.y ?? []].flat().join(' and ')}: from ${named(lowest)} to ${named(highest)}. ${notes.join('. ')}`.trim(),
    spec: {
      title: { text: heading, subtitle: notes },
      ...dots(values, { x: axes.x, y: title, group: axes.y }),
    },
  }
}

function figureOf(
  point: RankedPoint,
  metric: string,
  main: string,
): Pick<RankedPoint, 'mean' | 'interval'> | undefined {
  return metric === main ? point : point.metrics[metric]
}
