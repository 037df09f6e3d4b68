import { keptPredictions } from '../../analyze/figures/predictions.js'
import { type Reliability, reliability as reliabilityOf } from '../../analyze/figures/reliability.js'
import { bestPredictions } from './choices.js'
import { percentLabels, percentText, pointLabel, rounded } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord, Spec } from './picture.js'
import { colors, ink } from './theme.js'

/** Accuracy against confidence, bin by bin, before and after the temperature, and how many samples each bin holds. */
export const reliability: PictureRecord = {
  about: 'how far the confidence of the best trial, or of --trial, can be relied on',
  heeds: ['trial', 'split'],
  choices: bestPredictions,
  draw,
}

function draw({ data, analysis }: PictureInput, options: PictureOptions): Picture | NoPicture {
  const found = keptPredictions(data, analysis.report.trials, options)
  if (typeof found === 'string') return { reason: found }
  const { trial, split, predictions } = found
  const before = reliabilityOf(predictions, 1)
  const after = reliabilityOf(predictions, predictions.temperature)
  if (before === undefined || after === undefined) {
    return { reason: `trial ${trial.number} predicted numbers that are not finite: name another by --trial` }
  }
  const heading = `Reliability on ${predictions.splits.join(' + ')}`
  const fitted = split === 'validation' ? 'fitted on these very samples' : 'fitted on the validation split'
  const sides = [
    { name: `as trained: ECE ${percentText(before.error)}`, of: before },
    ...(predictions.temperature === 1
      ? []
      : [{ name: `temperature ${after.temperature.toFixed(2)}: ECE ${percentText(after.error)}`, of: after }]),
  ]
  return {
    kind: 'reliability',
    title: heading,
    description:
      `Expected calibration error of trial ${trial.number} on ${predictions.splits.join(' + ')}: ${percentText(before.error)} ` +
      `as trained, ${percentText(after.error)} with temperature ${after.temperature.toFixed(2)}, ${fitted}.`,
    spec: {
      title: {
        text: heading,
        subtitle: [
          `Trial ${trial.number}: ${pointLabel(trial.params, data.run.sweep.parameters)}, seed ${trial.seed}`,
          'Bars: how many are right; outlined: the gap between that and the mean confidence',
          ...(sides.length > 1 ? [`The temperature was ${fitted}`] : []),
        ],
      },
      hconcat: sides.map(({ name, of }, i) => ({
        title: { text: name, fontSize: 12, fontWeight: 'normal', offset: 6 },
        vconcat: [accuracies(of, i === 0), counts(of, i === 0)],
        spacing: 12,
      })),
      spacing: 28,
    },
  }
}

const side = 290

function accuracies({ bins }: Reliability, first: boolean): Spec {
  const y = {
    type: 'quantitative',
    title: first ? 'share that is right' : null,
    scale: { domain: [0, 1] },
    axis: { labelExpr: percentLabels },
  }
  const values = bins.map(({ from, to, count, confidence, accuracy }) => ({
    from: rounded(from),
    to: rounded(to),
    count,
    confidence: rounded(confidence),
    accuracy: rounded(accuracy),
  }))
  return {
    width: side,
    height: side,
    layer: [
      {
        data: { values },
        encoding: {
          x: { field: 'from', ...confidenceAxis, axis: { ...confidenceAxis.axis, labels: false } },
          x2: { field: 'to' },
          tooltip: [
            { field: 'confidence', type: 'quantitative', title: 'mean confidence', format: '.1%' },
            { field: 'accuracy', type: 'quantitative', title: 'right', format: '.1%' },
            { field: 'count', type: 'quantitative', title: 'samples' },
          ],
        },
        layer: [
          {
            mark: { type: 'rect', color: colors[0], stroke: 'white' },
            encoding: { y: { field: 'accuracy', ...y }, y2: { datum: 0 } },
          },
          {
            mark: { type: 'rect', fill: colors[1], fillOpacity: 0.25, stroke: colors[1], strokeWidth: 1 },
            encoding: { y: { field: 'accuracy', ...y }, y2: { field: 'confidence' } },
          },
        ],
      },
      {
        data: { values: [{ at: 0 }, { at: 1 }] },
        mark: { type: 'line', color: ink, strokeDash: [4, 4], strokeWidth: 1 },
        encoding: { x: { field: 'at', ...confidenceAxis }, y: { field: 'at', ...y } },
      },
    ],
  }
}

function counts({ bins }: Reliability, first: boolean): Spec {
  return {
    width: side,
    height: 60,
    data: { values: bins.map(({ from, to, count }) => ({ from: rounded(from), to: rounded(to), count })) },
    mark: { type: 'rect', color: '#777777', stroke: 'white' },
    encoding: {
      x: { field: 'from', ...confidenceAxis, title: 'confidence' },
      x2: { field: 'to' },
      y: { field: 'count', type: 'quantitative', title: first ? 'samples' : null, axis: { tickCount: 3 } },
      y2: { datum: 0 },
      tooltip: [{ field: 'count', type: 'quantitative', title: 'samples' }],
    },
  }
}

const confidenceAxis = {
  type: 'quantitative',
  title: null,
  scale: { domain: [0, 1] },
  axis: { labelExpr: percentLabels, tickCount: 5 },
} as const
