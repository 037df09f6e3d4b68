import { type PointCurve, pointCurves } from '../../analyze/figures/curves.js'
import { didYouMean } from '../../core/texts.js'
import { numberText } from '../values.js'
import { valueScale } from './axes.js'
import { choose } from './choices.js'
import { metricTitle, pointLabel, rounded } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord, Spec } from './picture.js'
import { colors, dashes, faint, width } from './theme.js'

/** As many grey curves as still can be seen through. */
const mostOthers = 60

/** More bands than these hide one another. */
const mostBands = 3

/**
 * A metric by step: the best points in colour, each the mean over its seeds with the band from the lowest to the highest,
 * the others grey behind. Below, on the same steps, the learning rate where the readings tell it.
 */
export const learningCurves: PictureRecord = {
  about: 'a metric by step, the best points in colour, the learning rate below',
  heeds: ['metric', 'top'],
  choices: ({ data, analysis }) =>
    choose('metric', metricsOf(data.trials, analysis.metric.name), (metric) => ({ metric })),
  draw,
}

function draw({ data, analysis }: PictureInput, { metric: asked, top = 8 }: PictureOptions): Picture | NoPicture {
  const { sweep } = data.run
  const metric = asked ?? sweep.metric.name
  const curves = pointCurves(data, analysis, metric)
  if (curves.length === 0) {
    const names = new Set(data.trials.flatMap(({ readings }) => Object.keys(readings.at(-1)?.metrics ?? {})))
    if (names.size === 0) return { reason: 'no trial of this run has a reading yet' }
    return {
      reason: `no reading has the metric "${metric}". ${didYouMean(metric, [...names])}There are: ${[...names].join(', ')}`,
    }
  }
  const best = curves.slice(0, top)
  const name = ({ params, rank }: PointCurve) =>
    `${rank === null ? '' : `${rank}. `}${pointLabel(params, sweep.parameters)}`
  const shown = new Set(best.map(name))
  const rates = pointCurves(data, analysis, 'lr').filter((curve) => shown.has(name(curve)))
  const title = metricTitle(metric, data)
  const others = curves.slice(top, top + mostOthers)
  const hidden = curves.length - best.length - others.length
  const several = best.some(({ trials }) => trials.length > 1)
  const bands = best.length > mostBands ? `bands, of the best ${mostBands}, go` : 'bands go'
  const notes = [
    ...(several ? [`Mean over seeds; ${bands} from the lowest seed to the highest`] : []),
    ...(others.length > 0
      ? [`Grey: ${others.length} other points${hidden > 0 ? `; ${hidden} more not drawn` : ''}`]
      : []),
  ]
  const end = best[0]!.steps.at(-1)!
  const domain = [...shown]
  const color = {
    field: 'point',
    type: 'nominal',
    title: null,
    scale: { domain, range: domain.map((_, i) => colors[i % colors.length]!) },
    legend: {
      orient: 'bottom',
      columns: 2,
      symbolType: 'stroke',
      symbolSize: 400,
      symbolStrokeWidth: 2,
      symbolOpacity: 1,
    },
  }
  // A legend answers clicks only where the first of the layers that it belongs to has the selection.
  const selection = { params: [{ name: 'point', select: { type: 'point', fields: ['point'] }, bind: 'legend' }] }
  const series = {
    color,
    strokeDash: {
      field: 'point',
      type: 'nominal',
      title: null,
      scale: { domain, range: domain.map((_, i) => [...dashes[i % dashes.length]!]) },
      legend: color.legend,
    },
    opacity: { condition: { param: 'point', value: 1 }, value: 0.1 },
  }
  const lower = { field: 'step', type: 'quantitative', title: 'step', axis: { tickMinStep: 1, format: 'd' } }
  // The picture below has the same axis, and its title.
  const x = { ...lower, title: rates.length === 0 ? 'step' : null }
  const drawn = [...best, ...others].flatMap(({ steps }) => steps.flatMap(({ mean, low, high }) => [mean, low, high]))
  const scale = valueScale(drawn)
  const y = { type: 'quantitative', title, scale, ...(scale.type === 'log' ? { axis: { format: '.4~g' } } : {}) }
  const heading = `Learning curves: ${metric}`
  const curvesView = {
    width,
    height: 320,
    data: { values: curveRows(best, name, 'range') },
    layer: [
      ...(others.length === 0
        ? []
        : [
            {
              data: { values: curveRows(others, name) },
              mark: { type: 'line', color: faint, strokeWidth: 1, opacity: 0.6 },
              encoding: { x, y: { field: 'mean', ...y }, detail: { field: 'point', type: 'nominal' } },
            },
          ]),
      ...(several
        ? [
            {
              ...selection,
              transform: [{ filter: { field: 'point', oneOf: domain.slice(0, mostBands) } }],
              mark: { type: 'area' },
              encoding: {
                x,
                y: { field: 'low', ...y },
                y2: { field: 'high' },
                color,
                opacity: { condition: { param: 'point', value: 0.12 }, value: 0.02 },
              },
            },
          ]
        : []),
      {
        ...(several ? {} : selection),
        mark: { type: 'line' },
        encoding: { x, y: { field: 'mean', ...y }, ...series },
      },
      {
        // Seen where it is a curve of one point, else there to be pointed at.
        mark: { type: 'point', size: 120, opacity: best.every(({ steps }) => steps.length === 1) ? 1 : 0 },
        encoding: {
          x,
          y: { field: 'mean', ...y },
          color,
          tooltip: [
            { field: 'point', type: 'nominal' },
            { field: 'step', type: 'quantitative' },
            { field: 'mean', type: 'quantitative', title, format: '.4~g' },
            ...(several ? ['low', 'high'].map((field) => ({ field, type: 'quantitative', format: '.4~g' })) : []),
          ],
        },
      },
    ],
  }
  return {
    kind: 'learning-curves',
    title: heading,
    description:
      `${title} by step of ${curves.length} points. The best, ${pointLabel(best[0]!.params, sweep.parameters)}, ` +
      `has ${numberText(end.mean)} at step ${end.step}. ${notes.join('. ')}`.trim(),
    spec: {
      title: { text: heading, subtitle: notes },
      ...(rates.length === 0
        ? curvesView
        : {
            vconcat: [curvesView, rateView(rates, name, { x: lower, ...series })],
            resolve: { scale: { x: 'shared' } },
          }),
    },
  }
}

/** The rows of curves, each step with the name of its point: `range` with the lowest and the highest beside the mean. */
function curveRows(
  curves: readonly PointCurve[],
  name: (curve: PointCurve) => string,
  what: 'mean' | 'range' = 'mean',
): readonly Readonly<Record<string, string | number>>[] {
  return curves.flatMap((curve) => {
    const point = name(curve)
    return curve.steps.map(({ step, mean, low, high }) => ({
      ...{ point, step, mean: rounded(mean) },
      ...(what === 'range' ? { low: rounded(low), high: rounded(high) } : {}),
    }))
  })
}

/** The learning rate of the points in colour; by powers of ten where it spans more than one of them. */
function rateView(rates: readonly PointCurve[], name: (curve: PointCurve) => string, encoding: Spec): Spec {
  const values = rates.flatMap(({ steps }) => steps.map(({ mean }) => mean))
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const type = least > 0 && most / least > 9 ? 'log' : 'linear'
  return {
    width,
    height: 90,
    data: { values: curveRows(rates, name) },
    mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
    encoding: {
      ...encoding,
      y: {
        field: 'mean',
        type: 'quantitative',
        title: 'lr',
        scale: { type },
        axis: { format: '~g', ...(type === 'log' ? { values: powersWithin(least, most) } : { tickCount: 3 }) },
      },
    },
  }
}

/** Both ends and the powers of ten between them. */
function powersWithin(least: number, most: number): readonly number[] {
  const powers: number[] = []
  for (let power = Math.ceil(Math.log10(least)); power <= Math.log10(most); power++) powers.push(10 ** power)
  return [...new Set([rounded(least), ...powers.map(rounded), rounded(most)])]
}

/** Of the readings, the sweep's own metric first. */
function metricsOf(trials: PictureInput['data']['trials'], own: string): readonly string[] {
  const names = new Set(trials.flatMap(({ readings }) => readings.flatMap(({ metrics }) => Object.keys(metrics))))
  return [...names].sort((a, b) => Number(b === own) - Number(a === own))
}
