import { confusionCells } from '../../analyze/figures/confusion.js'
import { keptPredictions } from '../../analyze/figures/predictions.js'
import { bestPredictions } from './choices.js'
import { percentLabels, percentText, pointLabel } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord } from './picture.js'
import { ink } from './theme.js'

/** Which classes are taken for which others: rows the true class, each normalised by itself, with counts. */
export const confusion: PictureRecord = {
  about: 'which classes the best trial, or --trial, takes for which others',
  heeds: ['trial', 'split'],
  choices: bestPredictions,
  draw,
}

function draw({ data, analysis }: PictureInput, options: PictureOptions): Picture | NoPicture {
  const found = keptPredictions(data, analysis.report.trials, options)
  if (typeof found === 'string') return { reason: found }
  const { trial, predictions } = found
  const { classes, splits } = predictions
  const cells = confusionCells(predictions)
  const side = Math.max(22, Math.min(62, 480 / classes.length))
  const written = side >= 40
  const worst = cells
    .filter(({ truth, predicted }) => truth !== predicted)
    .reduce((a, b) => (b.share > a.share ? b : a))
  const hits = cells.reduce((sum, { truth, predicted, count }) => sum + (truth === predicted ? count : 0), 0)
  const samples = predictions.labels.length
  const heading = `Confusion on ${splits.join(' + ')}`
  const text = (dy: number, fontSize: number, expression: string) => ({
    transform: [{ calculate: expression, as: 'written' }],
    mark: { type: 'text', dy, fontSize, tooltip: false },
    encoding: {
      text: { field: 'written', type: 'nominal' },
      color: { condition: { test: 'datum.share > 0.65', value: 'white' }, value: ink },
    },
  })
  return {
    kind: 'confusion',
    title: heading,
    description:
      `Of ${samples} images of ${splits.join(' + ')}, trial ${trial.number} gets ${percentText(hits / samples)} right; ` +
      `most often ${worst.truth} is taken for ${worst.predicted}, ${percentText(worst.share)} of the time.`,
    spec: {
      title: {
        text: heading,
        subtitle: [
          `Trial ${trial.number}: ${pointLabel(trial.params, data.run.sweep.parameters)}, seed ${trial.seed}`,
          `Each row in percent of its true class, counts below; ${percentText(hits / samples)} of ${samples} are right`,
        ],
      },
      width: side * classes.length,
      height: side * classes.length,
      data: { values: cells.map((cell) => ({ ...cell })) },
      encoding: {
        x: {
          field: 'predicted',
          type: 'nominal',
          sort: null,
          title: 'predicted class',
          axis: { labelAngle: written ? 0 : -90, ticks: false, domain: false },
        },
        y: { field: 'truth', type: 'nominal', sort: null, title: 'true class', axis: { ticks: false, domain: false } },
      },
      layer: [
        {
          mark: { type: 'rect', stroke: 'white', strokeWidth: 1 },
          encoding: {
            color: {
              field: 'share',
              type: 'quantitative',
              title: 'of the row',
              scale: { domain: [0, 0.5, 1], range: ['#f7fbff', '#6baed6', '#08306b'] },
              legend: { labelExpr: percentLabels },
            },
            tooltip: [
              { field: 'truth', type: 'nominal', title: 'true class' },
              { field: 'predicted', type: 'nominal', title: 'predicted' },
              { field: 'share', type: 'quantitative', title: 'of the true class', format: '.1%' },
              { field: 'count', type: 'quantitative' },
            ],
          },
        },
        ...(written ? [text(-6, 11, "format(datum.share * 100, '.0f') + ' %'"), text(9, 9, 'datum.count')] : []),
      ],
    },
  }
}
