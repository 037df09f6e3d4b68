import { jsonText } from './json.js'
import type { ShownImage } from './pictures/saliency.js'
import { type Column, drawTable } from './table.js'
import { numberText, oneLine } from './values.js'

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

/**
 * Predictions as one JSON object, in full precision: `{model, crops, engine, temperature, calibrated, images: [{image,
 * predicted, classes: [{class, probability}]}]}`, the classes of each image likeliest first.
 */
export function renderPredictionsJson({ model, crops, engine, temperature, images }: ShownPredictions): string {
  const record = {
    ...{ model, crops, engine, temperature: temperature.value, calibrated: temperature.of === 'validation' },
    images: images.map(({ image, classes }) => ({ image, predicted: classes[0]!.class, classes })),
  }
  return jsonText(record)
}

/** What a saved model says of photos. */
export interface ShownPredictions {
  /** The model folder. */
  readonly model: string
  readonly crops: 'centre' | 'ten'
  /** As `tensorflow …`. */
  readonly engine: string
  /** What the logits were divided by, and why. */
  readonly temperature: { readonly value: number; readonly of: 'validation' | 'none' | 'raw' }
  readonly images: readonly ShownPrediction[]
}

export interface ShownPrediction {
  /** As it was given. */
  readonly image: string
  /** The likeliest classes, likeliest first, at least one. */
  readonly classes: readonly { readonly class: string; readonly probability: number }[]
}

/** What was explained, a row for every image, and the files that show it. */
export function renderExplained(
  images: readonly Omit<ShownImage, 'pixels' | 'map'>[],
  files: readonly string[],
  width?: number,
): string {
  const isLabelled = images.some(({ label }) => label !== null)
  const columns: readonly Column[] = [
    ...(isLabelled ? [{ header: 'class', align: 'left', shrinks: false } as const] : []),
    { header: 'predicted', align: 'left', shrinks: false },
    { header: 'probability', align: 'right', shrinks: false },
    { header: 'image', align: 'left', shrinks: true },
  ]
  const rows = images.map(({ label, predicted, probability, name }) => [
    ...(isLabelled ? [oneLine(label ?? '')] : []),
    oneLine(predicted),
    probability.toFixed(4),
    oneLine(name),
  ])
  return [drawTable(columns, rows, width), '', `Written: ${files.join(', ')}`].join('\n')
}
