import { bestCells } from '../../analyze/figures/cells.js'
import { numberText } from '../values.js'
import { chooseAxes } from './axes.js'
import { type Dot, dots } from './dots.js'
import { intervalNote, metricTitle, pointLabel, valueLabel } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord } from './picture.js'

/** The metric of validation and the same of test, side by side for each value of a parameter at its best. */
export const splits: PictureRecord = {
  about: 'validation and test side by side, by one parameter (--x), with error bars',
  heeds: ['x', 'metric'],
  draw,
}

function draw({ data, analysis }: PictureInput, options: PictureOptions): Picture | NoPicture {
  const { sweep } = data.run
  const axes = chooseAxes(analysis, sweep, { x: options.x })
  if (typeof axes === 'string') return { reason: axes }
  const metric = options.metric ?? sweep.metric.name
  if (!metric.startsWith('val_')) {
    return { reason: `"${metric}" has no twin on the test split: name one that begins with val_ by --metric` }
  }
  const twin = metric.replace(/^val_/, 'test_')
  const cells = bestCells(analysis, sweep, axes.x, null).flatMap(({ x, point, of }) => {
    const validation = metric === sweep.metric.name ? point : point.metrics[metric]
    const test = point.metrics[twin]
    return validation && test ? [{ x, point, of, figures: [validation, test] as const }] : []
  })
  const best = cells[0] && cells.reduce((a, b) => (b.point.rank < a.point.rank ? b : a))
  if (best === undefined) {
    const fer = 'an experiment returns it when it has a test split, as "fer" does with test: PublicTest'
    return { reason: `no complete trial has the metric "${twin}": ${fer}. "sweep plot bars" shows validation alone` }
  }
  const names = [metric, twin].map((name) => metricTitle(name, data))
  const values = cells.flatMap(({ x, point, figures }) =>
    figures.map(
      ({ mean, interval }, i): Dot => ({
        x: valueLabel(axes.x, x, sweep, analysis.points),
        group: names[i]!,
        mean,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        more: { point: pointLabel(point.params, sweep.parameters), seeds: point.seeds.length },
      }),
    ),
  )
  const heading = `Validation and test by ${axes.x}`
  const several = cells.some(({ of }) => of > 1)
  const notes = [
    ...(several ? [`Each ${axes.x} with the point that is its best on validation`] : []),
    ...intervalNote(cells.flatMap(({ figures }) => figures.map(({ interval }) => interval))),
  ]
  return {
    kind: 'splits',
    title: heading,
    description:
      `${names[0]} and ${names[1]} by ${axes.x}: the best on validation, ${pointLabel(best.point.params, sweep.parameters)}, ` +
      `has ${numberText(best.figures[0].mean)} and ${numberText(best.figures[1].mean)}. ${notes.join('. ')}`,
    spec: {
      title: { text: heading, subtitle: notes },
      ...dots(values, { x: axes.x, y: metric.replace(/^val_/, ''), group: 'split' }),
    },
  }
}
