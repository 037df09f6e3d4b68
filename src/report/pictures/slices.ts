import type { MarginalValue, ParameterEffect } from '../../analyze/effects/effects.js'
import { levelText } from '../../analyze/effects/levels.js'
import type { TrialRow } from '../../core/run-data.js'
import { searchedParameter, valueScale } from './axes.js'
import { choose } from './choices.js'
import { metricTitle, noEffects, pointLabel } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord, Spec } from './picture.js'
import { colors } from './theme.js'

const columns = 3
const side = 200
/** Without the window that Vega-Lite's own one listens to, which only a browser has. */
const drag = '[pointerdown, pointerup] > pointermove'

/** The metric against every parameter, side by side: each complete trial a mark, and the means a line. */
export const slices: PictureRecord = {
  about: 'the metric against each searched parameter, with the means',
  heeds: ['x'],
  choices: ({ data, analysis }) =>
    choose('metric', resultsOf(data.trials, analysis.metric.name), (metric) => ({ metric })),
  draw,
}

function draw({ data, analysis: { effects } }: PictureInput, { x }: PictureOptions): Picture | NoPicture {
  if (effects === null) return noEffects
  const only = x === undefined ? undefined : searchedParameter(effects, 'x', x)
  if (typeof only === 'string') return { reason: only }
  const shown = only ? [only] : effects.parameters.filter(({ values }) => values.length > 1)
  const { metric, parameters } = data.run.sweep
  const trials = data.trials.filter(isComplete)
  const title = metricTitle(metric.name, data)
  const domain = [Math.min(...trials.map(({ value }) => value)), Math.max(...trials.map(({ value }) => value))]
  const values = trials.map(({ number, params, seed, value }) => ({
    ...{ trial: number, point: pointLabel(params, parameters), seed, value },
    ...Object.fromEntries(
      shown.flatMap(({ name, scale }, i) =>
        Object.hasOwn(params, name)
          ? [[`p${i}`, scale === 'categories' ? levelText({ value: params[name]!, range: null }) : params[name]!]]
          : [],
      ),
    ),
  }))
  return {
    kind: 'slices',
    title: `${metric.name} by each parameter`,
    description: `${title} of ${trials.length} trials by each parameter. ${shown.map(({ text }) => text).join(' ')}`,
    spec: {
      data: { values },
      params: [
        {
          name: 'brush',
          select: { type: 'interval', encodings: ['y'], on: drag, translate: drag, zoom: false },
          views: shown.map((_, i) => `trials_${i}`),
        },
      ],
      columns,
      concat: shown.map((parameter, i) => slice(parameter, i, title, domain, only ? 2 * side : side)),
      resolve: { scale: { y: 'shared' } },
    },
  }
}

function slice(parameter: ParameterEffect, i: number, title: string, domain: readonly number[], size: number): Spec {
  const { name, values, scale, absent } = parameter
  const numeric = scale !== 'categories'
  const means = values.map((value) => ({
    at: numeric ? value.value : levelText(value),
    ...{ value: value.mean, low: value.interval?.low ?? null, high: value.interval?.high ?? null },
    ...{ trials: value.trials, text: levelText(value) },
  }))
  const scaleOfValues = valueScale(domain)
  const y = {
    field: 'value',
    type: 'quantitative',
    title: i % columns === 0 ? title : null,
    scale: { ...scaleOfValues, domain, nice: true },
    ...(scaleOfValues.type === 'log' ? { axis: { format: '.4~g' } } : {}),
  }
  return {
    width: size,
    height: size,
    layer: [
      {
        name: `trials_${i}`,
        transform: [{ filter: `isValid(datum.p${i})` }],
        mark: { type: 'point', size: 34, filled: false, strokeWidth: 1.2, color: colors[0] },
        encoding: {
          x: axis(parameter, `p${i}`, absent > 0 ? `${name} (where it exists)` : name),
          y,
          opacity: { condition: { param: 'brush', value: 0.75 }, value: 0.1 },
          tooltip: [
            { field: 'trial', type: 'quantitative' },
            { field: 'point', type: 'nominal' },
            { field: 'seed', type: 'quantitative' },
            { field: 'value', type: 'quantitative', title, format: '.4~g' },
          ],
        },
      },
      {
        data: { values: means },
        mark: numeric
          ? { type: 'line', color: colors[1], point: { shape: 'diamond', size: 70, color: colors[1] } }
          : { type: 'tick', color: colors[1], thickness: 3, orient: 'horizontal', size: (0.6 * size) / values.length },
        encoding: {
          x: axis(parameter, 'at', absent > 0 ? `${name} (where it exists)` : name),
          y,
          tooltip: [
            { field: 'text', type: 'nominal', title: name },
            { field: 'value', type: 'quantitative', title: 'mean', format: '.4~g' },
            { field: 'low', type: 'quantitative', title: 'from', format: '.4~g' },
            { field: 'high', type: 'quantitative', title: 'to', format: '.4~g' },
            { field: 'trials', type: 'quantitative' },
          ],
        },
      },
    ],
  }
}

/** Ticks stand at the values of a list, as long as there is room for them. */
function axis({ values, scale }: ParameterEffect, field: string, title: string): Spec {
  if (scale === 'categories') {
    const texts = values.map(levelText)
    const angle = texts.join('').length > 18 ? -40 : 0
    return { field, type: 'nominal', scale: { domain: texts }, title, axis: { labelAngle: angle, grid: false } }
  }
  const numbers = values.map(({ value }) => value as number)
  const list = values.every(({ range }: MarginalValue) => range === null) && values.length <= 5
  return {
    field,
    type: 'quantitative',
    title,
    scale: { type: scale, ...(scale === 'linear' ? { zero: false } : {}), nice: false, padding: 14 },
    axis: {
      labelExpr: "format(datum.value, '~g')",
      labelOverlap: true,
      ...(list ? { values: numbers } : { tickCount: 4 }),
    },
  }
}

type Complete = TrialRow & { readonly value: number }

function isComplete(row: TrialRow): row is Complete {
  return row.status === 'complete' && row.value !== null && Number.isFinite(row.value)
}

/** Of the results, the sweep's own metric first. */
function resultsOf(trials: PictureInput['data']['trials'], own: string): readonly string[] {
  return [...new Set([own, ...trials.flatMap(({ metrics }) => Object.keys(metrics ?? {}))])]
}
