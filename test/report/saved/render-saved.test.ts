import { expect, test } from 'vitest'
import type { ShownEvaluation } from '#sweep/report/evaluation.js'
import { renderEvaluation, renderEvaluationJson } from '#sweep/report/evaluation.js'
import type { ShownPredictions } from '#sweep/report/predictions.js'
import { renderExplained, renderPredictions, renderPredictionsJson } from '#sweep/report/predictions.js'

const evaluation: ShownEvaluation = {
  model: 'models/best',
  splits: ['PrivateTest', 'PublicTest[:50%]'],
  data: '/data/fer2013.csv',
  crops: 'ten',
  choseTheEpoch: true,
  engine: 'wasm 4.22.0',
  classes: ['Angry', 'Happy', 'Neutral'],
  count: 200,
  accuracy: 0.715,
  interval: { low: 0.64894, high: 0.77295, level: 0.95, kind: 'binomial' },
  top2: 0.9,
  macroF1: 0.70111,
  balancedAccuracy: 0.70222,
  loss: 0.81234,
  ece: 0.05432,
  temperature: 1.2345,
  eceAfterTemperature: 0.02345,
  byClass: [
    { precision: 0.6, recall: 0.75, f1: 2 / 3, count: 40 },
    { precision: 0.8, recall: 0.81, f1: 0.80497, count: 100 },
    { precision: 0, recall: 0, f1: 0, count: 60 },
  ],
  confusion: [
    [30, 6, 4],
    [10, 81, 9],
    [12, 16, 32],
  ],
}

const predictions: ShownPredictions = {
  model: 'models/best',
  crops: 'centre',
  engine: 'wasm 4.22.0',
  temperature: { value: 1.2345, of: 'validation' },
  images: [
    {
      image: 'photos/anna.jpg',
      classes: [
        { class: 'Happy', probability: 0.98761 },
        { class: 'Neutral', probability: 0.01234 },
      ],
    },
    {
      image: 'photos/a\nname.png',
      classes: [
        { class: 'Neutral', probability: 0.5 },
        { class: 'Angry', probability: 0.4999999 },
      ],
    },
  ],
}

test('an evaluation names its split and says what its figures are worth', async () => {
  await expect(`${renderEvaluation(evaluation)}\n`).toMatchFileSnapshot('../../golden/evaluation.txt')
  await expect(`${renderEvaluationJson(evaluation)}\n`).toMatchFileSnapshot('../../golden/evaluation.json.txt')
})

test('one of a split that chose nothing does not say that it chose', () => {
  expect(renderEvaluation({ ...evaluation, choseTheEpoch: false, crops: 'centre' })).toMatch(
    /^models\/best on .* 200 images, each by its middle; engine wasm 4.22.0\n\nfigure/,
  )
})

test('predictions are a row for each photo and say what kind of probabilities they are', async () => {
  await expect(`${renderPredictions(predictions)}\n`).toMatchFileSnapshot('../../golden/predictions.txt')
  await expect(`${renderPredictionsJson(predictions)}\n`).toMatchFileSnapshot('../../golden/predictions.json.txt')
  expect(renderPredictions({ ...predictions, temperature: { value: 1, of: 'raw' } })).toMatch(
    /Probabilities are those of model.json, not calibrated\.$/,
  )
  expect(renderPredictions({ ...predictions, temperature: { value: 1, of: 'none' } })).toMatch(
    /without a validation split nothing calibrates them\.$/,
  )
})

test('explained images are a row each, with their class where somebody says it', () => {
  const image = { name: 'PrivateTest, image 3', label: 'Angry', predicted: 'Happy', probability: 0.61239 }
  expect(renderExplained([image], ['g/gallery.png', 'g/class-angry.png'])).toBe(
    [
      'class  predicted  probability  image',
      '───────────────────────────────────────────────────',
      'Angry  Happy           0.6124  PrivateTest, image 3',
      '',
      'Written: g/gallery.png, g/class-angry.png',
    ].join('\n'),
  )
  expect(renderExplained([{ ...image, label: null }], [])).toMatch(/^predicted {2}probability {2}image\n/)
})
