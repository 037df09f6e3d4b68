import type { ParameterEffect, Scale } from '../../analyze/effects/effects.js'
import { type PointMean, pointMeans } from '../../analyze/effects/factors.js'
import { levelText } from '../../analyze/effects/levels.js'
import { absent } from '../../analyze/figures/heat-map.js'
import type { Json } from '../../core/json.js'
import { numberText } from '../values.js'
import { metricTitle, noEffects, pointLabel } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord } from './picture.js'
import { faint, ink, width } from './theme.js'

const defaultTop = 3

/** Every point a line across one axis for each searched parameter and one for the metric, coloured by the metric. */
export const parallel: PictureRecord = {
  about: 'every point a line across all searched parameters and the metric',
  heeds: ['top'],
  draw,
}

function draw(
  { data, analysis: { effects } }: PictureInput,
  { top = defaultTop }: PictureOptions,
): Picture | NoPicture {
  if (effects === null) return noEffects
  const { metric, parameters } = data.run.sweep
  const sign = metric.goal === 'maximize' ? 1 : -1
  // The best are drawn last, over the others.
  const points = [...pointMeans(data.trials)].sort((a, b) => sign * (a.mean - b.mean))
  const title = metricTitle(metric.name, data)
  const shown = effects.parameters.filter(({ values }) => values.length > 1)
  const means = points.map(({ mean }) => mean)
  const axes = [...shown.map((parameter) => axisOf(parameter, points)), parallelAxis(metric.name, 'linear', means, [])]
  const names = axes.map(({ name }) => name)
  const best = points.at(-1)!
  const values = points.flatMap((point, i) =>
    axes.map((axis) => ({
      ...{ point: pointLabel(point.params, parameters), line: i, axis: axis.name, at: axis.places[i]! },
      ...{ mean: point.mean, seeds: point.seeds.length, rank: points.length - i },
    })),
  )
  const ticks = axes.flatMap(({ name, ticks }) => ticks.map((tick) => ({ axis: name, ...tick })))
  const x = { field: 'axis', type: 'nominal', sort: names, title: null, scale: { type: 'point', padding: 0.4 } }
  const foot = Math.min(0, ...values.map(({ at }) => at))
  const y = { type: 'quantitative', axis: null, scale: { domain: [foot - 0.04, 1.04], nice: false } }
  const lines = {
    x,
    y: { field: 'at', ...y },
    detail: { field: 'line', type: 'nominal' },
    color: {
      field: 'mean',
      type: 'quantitative',
      title: `mean ${title}`,
      // The best are the darkest.
      scale: { scheme: 'cividis', reverse: metric.goal === 'maximize' },
      legend: { orient: 'bottom', gradientLength: 240, titleLimit: 400, format: '.3~g' },
    },
    size: { condition: { test: `datum.rank <= ${top}`, value: 4 }, value: 1.2 },
    opacity: { condition: { param: 'hover', value: 0.9 }, value: 0.15 },
    tooltip: [
      { field: 'point', type: 'nominal' },
      { field: 'mean', type: 'quantitative', title: `mean ${metric.name}`, format: '.4~g' },
      { field: 'seeds', type: 'quantitative' },
      { field: 'rank', type: 'quantitative' },
    ],
  }
  return {
    kind: 'parallel',
    title: `Every point and its ${metric.name}${points.length > top ? `, the best ${top === 1 ? '' : `${top} `}in bold` : ''}`,
    description:
      `${points.length} points, each a line over ${names.slice(0, -1).join(', ')} and the mean ${title}. ` +
      `The best one, ${pointLabel(best.params, parameters)}, has ${numberText(best.mean)}.`,
    spec: {
      width: Math.max(width, 120 * axes.length),
      height: 340,
      data: { values },
      layer: [
        {
          data: { values: names.map((axis) => ({ axis, low: 0, high: 1 })) },
          mark: { type: 'rule', color: '#888888' },
          encoding: {
            x: {
              ...x,
              axis: { orient: 'top', labelAngle: 0, labelFontSize: 12, grid: false, domain: false, ticks: false },
            },
            y: { field: 'low', ...y },
            y2: { field: 'high' },
          },
        },
        {
          params: [{ name: 'hover', select: hover }],
          mark: { type: 'line', strokeJoin: 'round' },
          encoding: lines,
        },
        {
          data: { values: ticks },
          mark: { type: 'tick', orient: 'horizontal', size: 8, color: faint },
          encoding: { x, y: { field: 'at', ...y } },
        },
        // First a white rim, so that the text can be read over lines.
        ...[{ stroke: 'white', strokeWidth: 3, strokeJoin: 'round' }, {}].map((rim) => ({
          data: { values: ticks },
          mark: { type: 'text', align: 'left', dx: 7, color: ink, ...rim },
          encoding: { x, y: { field: 'at', ...y }, text: { field: 'text', type: 'nominal' } },
        })),
      ],
    },
  }
}

const hover = { type: 'point', fields: ['line'], on: 'pointerover', clear: 'pointerout' }

function axisOf({ name, scale, values }: ParameterEffect, points: readonly PointMean[]): ParallelAxis {
  const column = points.map(({ params }) => (Object.hasOwn(params, name) ? params[name] : undefined))
  const order = values.map(({ value }) => value)
  return parallelAxis(name, scale, column, order)
}

/** One upright axis of parallel coordinates; 0 is its foot and 1 its top. */
interface ParallelAxis {
  readonly name: string
  /** By point. One that does not have the parameter passes below the foot. */
  readonly places: readonly number[]
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

const below = -0.1
const mostTicks = 6

/** @param column the value of every point; undefined where it has none */
function parallelAxis(
  name: string,
  scale: Scale,
  column: readonly (Json | undefined)[],
  order: readonly Json[],
): ParallelAxis {
  const axis = scale === 'categories' ? ofCategories(column, order) : ofNumbers(column, scale)
  const missing = column.includes(undefined) ? [{ at: below, text: absent }] : []
  return { name, places: axis.places, ticks: [...axis.ticks, ...missing] }
}

type Placed = Pick<ParallelAxis, 'places' | 'ticks'>

function ofCategories(column: readonly (Json | undefined)[], order: readonly Json[]): Placed {
  const texts = order.map(textOf)
  const place = (i: number) => (texts.length === 1 ? 0.5 : i / (texts.length - 1))
  return {
    places: column.map((value) => (value === undefined ? below : place(texts.indexOf(textOf(value))))),
    ticks: texts.map((text, i) => ({ at: place(i), text })),
  }
}

function ofNumbers(column: readonly (Json | undefined)[], scale: 'log' | 'linear'): Placed {
  const numbers = column.filter((value) => typeof value === 'number')
  const [into, outOf] = scale === 'log' ? [Math.log, Math.exp] : [same, same]
  const [low, high] = [into(Math.min(...numbers)), into(Math.max(...numbers))]
  const place = (value: number) => (low === high ? 0.5 : (into(value) - low) / (high - low))
  const distinct = [...new Set(numbers)]
  const even = Array.from({ length: mostTicks }, (_, i) => outOf(low + ((high - low) * i) / (mostTicks - 1)))
  return {
    places: column.map((value) => (typeof value === 'number' ? place(value) : below)),
    ticks: (distinct.length <= mostTicks ? distinct : even).map((value) => ({
      at: place(value),
      text: String(Number(value.toPrecision(3))),
    })),
  }
}

function same(value: number): number {
  return value
}

function textOf(value: Json): string {
  return levelText({ value, range: null })
}
