import type { ShownPredictions } from './shown-predictions.js'

/**
 * Predictions as one JSON object, in full precision: `{model, crops, engine, temperature, calibrated, images: [{image,
 * predicted, classes: [{class, probability}]}]}`, the classes of each image likeliest first.
 */
export function renderPredictionsJson({ model, crops, engine, temperature, images }: ShownPredictions): string {
  const record = {
    ...{ model, crops, engine, temperature: temperature.value, calibrated: temperature.of === 'validation' },
    images: images.map(({ image, classes }) => ({ image, predicted: classes[0]!.class, classes })),
  }
  return JSON.stringify(record, null, 2)
}
