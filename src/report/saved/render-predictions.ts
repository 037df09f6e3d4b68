import { type Column, drawTable } from '../draw-table.js'
import { numberText } from '../number-text.js'
import { oneLine } from '../one-line.js'
import type { ShownPredictions } from './shown-predictions.js'

/** Predictions for a terminal: a row for every photo with its likeliest classes, then what kind of probabilities they are. */
export function renderPredictions(shown: ShownPredictions, width?: number): string {
  const most = Math.max(...shown.images.map(({ classes }) => classes.length))
  const columns: readonly Column[] = [
    { header: 'image', align: 'left', shrinks: true },
    ...Array.from({ length: most }, (_, i) => [
      { header: i === 0 ? 'predicted' : ordinalText(i + 1), align: 'left', shrinks: false } as const,
      { header: '', align: 'right', shrinks: false } as const,
    ]).flat(),
  ]
  const rows = shown.images.map(({ image, classes }) => [
    oneLine(image),
    ...classes.flatMap(({ class: name, probability }) => [oneLine(name), shareText(probability)]),
  ])
  return [drawTable(columns, rows, width), '', ...kindText(shown)].join('\n')
}

function kindText({ model, crops, engine, temperature: { value, of } }: ShownPredictions): readonly string[] {
  const by = crops === 'ten' ? 'by the mean of ten crops' : 'by the middle of each image'
  const head = `By ${oneLine(model)}, ${by}; engine ${engine}.`
  switch (of) {
    case 'validation':
      return [
        head,
        `Probabilities are calibrated: logits / ${numberText(value)}, the temperature that fits the model's validation split; ` +
          '--raw gives those of model.json.',
      ]
    case 'none':
      return [head, 'Probabilities are those of model.json: without a validation split nothing calibrates them.']
    case 'raw':
      return [head, 'Probabilities are those of model.json, not calibrated.']
    default:
      return of satisfies never
  }
}

function ordinalText(place: number): string {
  return place === 2 ? '2nd' : place === 3 ? '3rd' : `${place}th`
}

/** Four places, so that columns can be compared from top to bottom. */
function shareText(probability: number): string {
  return probability.toFixed(4)
}
