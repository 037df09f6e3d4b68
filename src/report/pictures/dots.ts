import type { Json } from '../../core/json.js'
import type { Spec } from './picture.js'
import { colors, ink, shapes, width } from './theme.js'

/** A mean with its interval, at one place of the axis. */
export interface Dot {
  readonly x: string
  /** Which of the dots side by side this is. */
  readonly group: string
  readonly mean: number
  readonly low: number | null
  readonly high: number | null
  /** What a pointer over it is told beside. */
  readonly more: Readonly<Record<string, Json>>
}

export interface DotTitles {
  readonly x: string
  readonly y: string
  readonly group: string | null
}

/**
 * Dots with error bars, several side by side at each place. Dots and not bars, so that the axis need not begin at 0
 * to be honest: no length stands for a value.
 */
export function dots(values: readonly Dot[], titles: DotTitles): Spec {
  const places = [...new Set(values.map(({ x }) => x))]
  const groups = [...new Set(values.map(({ group }) => group))]
  const more = Object.keys(values[0]?.more ?? {})
  const color = {
    field: 'group',
    type: 'nominal',
    title: titles.group,
    scale: { domain: groups, range: groups.map((_, i) => colors[i % colors.length]!) },
    legend: titles.group === null ? null : { orient: 'top', columns: 3, symbolLimit: 0 },
  }
  const encoding = {
    x: {
      field: 'x',
      type: 'nominal',
      title: titles.x,
      sort: places,
      scale: { paddingInner: 0.3, paddingOuter: 0.15 },
      axis: { labelAngle: places.some((place) => place.length * places.length > 90) ? -30 : 0, grid: false },
    },
    xOffset: { field: 'group', type: 'nominal', sort: groups },
    color,
    opacity: { condition: { param: 'group', value: 1 }, value: 0.15 },
  }
  // Pixels from dot to dot, and letters of a mean, which are at most 6 pixels wide.
  const room = (0.7 * width) / (places.length * groups.length)
  const longest = Math.max(...values.map(({ mean }) => mean.toPrecision(3).length))
  const some = values.some(({ low }) => low !== null)
  const y = { type: 'quantitative', title: titles.y, scale: { zero: false, nice: true } }
  return {
    width,
    height: 340,
    data: {
      values: values.map(({ x, group, mean, low, high, more: told }) => ({
        x,
        group,
        mean,
        low,
        high,
        top: high ?? mean,
        ...told,
      })),
    },
    encoding,
    layer: selectable(
      [
        ...(some ? errorBars(y) : []),
        {
          mark: { type: 'point', size: 90, stroke: 'white', strokeWidth: 1 },
          encoding: {
            y: { field: 'mean', ...y },
            shape: {
              field: 'group',
              type: 'nominal',
              title: titles.group,
              scale: { domain: groups, range: groups.map((_, i) => shapes[i % shapes.length]!) },
              legend: color.legend,
            },
            tooltip: [
              { field: 'x', type: 'nominal', title: titles.x },
              ...(titles.group === null ? [] : [{ field: 'group', type: 'nominal', title: titles.group }]),
              { field: 'mean', type: 'quantitative', title: titles.y, format: '.4~g' },
              ...(some
                ? [
                    { field: 'low', type: 'quantitative', title: 'from', format: '.4~g' },
                    { field: 'high', type: 'quantitative', title: 'to', format: '.4~g' },
                  ]
                : []),
              ...more.map((field) => ({ field, type: 'nominal' })),
            ],
          },
        },
        ...(room >= 6 * longest ? [valueTexts(y)] : []),
      ],
      titles.group !== null,
    ),
  }
}

/** A legend answers clicks only where the first of the layers that it belongs to has the selection. */
function selectable([first, ...others]: readonly Spec[], legend: boolean): readonly Spec[] {
  const select = { type: 'point', fields: ['group'] }
  return [{ ...first, params: [{ name: 'group', select, ...(legend ? { bind: 'legend' } : {}) }] }, ...others]
}

function errorBars(y: Spec): readonly Spec[] {
  const transform = [{ filter: 'datum.low !== null' }]
  return [
    {
      transform,
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { y: { field: 'low', ...y }, y2: { field: 'high' } },
    },
    ...['low', 'high'].map((end) => ({
      transform,
      mark: { type: 'tick', size: 9, thickness: 2, orient: 'horizontal' },
      encoding: { y: { field: end, ...y } },
    })),
  ]
}

/** The mean above its dot, where there is room for it. */
function valueTexts(y: Spec): Spec {
  return {
    mark: { type: 'text', dy: -9, fontSize: 9.5 },
    encoding: {
      y: { field: 'top', ...y },
      text: { field: 'mean', type: 'quantitative', format: '.3g' },
      color: { value: ink },
    },
  }
}
