import { trialEnds } from '../../analyze/figures/timeline.js'
import { numberText } from '../values.js'
import { valueScale } from './axes.js'
import { metricTitle, pointLabel, timeUnit } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureRecord } from './picture.js'
import { colors, faint, width } from './theme.js'

/** The best value so far over time; every complete trial is a mark at its end. */
export const ranking: PictureRecord = {
  about: 'every trial by the time it ended, and the best value so far',
  heeds: [],
  draw,
}

function draw({ data }: PictureInput): Picture | NoPicture {
  const ends = trialEnds(data)
  const [first, last] = [ends[0], ends.at(-1)]
  if (first === undefined || last === undefined) {
    return { reason: 'no trial of this run has completed here yet: go on with "sweep resume"' }
  }
  const { metric, parameters } = data.run.sweep
  const unit = timeUnit(last.seconds)
  const values = ends.map(({ trial, seconds, value, best, improves }) => ({
    time: seconds / unit.seconds,
    value,
    best,
    trial: trial.number,
    point: pointLabel(trial.params, parameters),
    seed: trial.seed,
    improves,
  }))
  const winner = ends.findLast(({ improves }) => improves) ?? last
  const title = metricTitle(metric.name, data)
  const scale = valueScale(values.map(({ value }) => value))
  const axis = scale.type === 'log' ? { axis: { format: '.4~g' } } : {}
  const found = `trial ${winner.trial.number} (${pointLabel(winner.trial.params, parameters)})`
  return {
    kind: 'ranking',
    title: 'Best so far over time',
    description:
      `${title} of ${ends.length} trials by the time they ended. The best, ${numberText(winner.value)}, came from ` +
      `${found} after ${(winner.seconds / unit.seconds).toFixed(1)} of ${(last.seconds / unit.seconds).toFixed(1)} ${unit.name}.`,
    spec: {
      width,
      height: 320,
      data: { values },
      encoding: {
        x: { field: 'time', type: 'quantitative', title: `${unit.name} since the start`, scale: { domainMin: 0 } },
      },
      layer: [
        {
          mark: { type: 'line', interpolate: 'step-after', color: colors[0] },
          encoding: { y: { field: 'best', type: 'quantitative', title, scale, ...axis } },
        },
        {
          params: [{ name: 'hover', select: { type: 'point', on: 'pointerover', clear: 'pointerout' } }],
          mark: { type: 'point', stroke: 'white', strokeWidth: 0.5 },
          encoding: {
            y: { field: 'value', type: 'quantitative' },
            color: { condition: { test: 'datum.improves', value: colors[1] }, value: faint },
            shape: { condition: { test: 'datum.improves', value: 'diamond' }, value: 'circle' },
            size: {
              condition: [
                { param: 'hover', empty: false, value: 160 },
                { test: 'datum.improves', value: 90 },
              ],
              value: 45,
            },
            tooltip: [
              { field: 'trial', type: 'quantitative' },
              { field: 'point', type: 'nominal' },
              { field: 'seed', type: 'quantitative' },
              { field: 'value', type: 'quantitative', title, format: '.4~g' },
              { field: 'time', type: 'quantitative', title: unit.name, format: '.1f' },
            ],
          },
        },
      ],
    },
  }
}
