import { judgeRetraining } from '#sweep/analyze/retraining.js'
import type { SplitScores } from '#sweep/core/evaluation.js'
import type { ModelCard } from '#sweep/report/model-card/model-card.js'

const classes = ['Angry', 'Happy']
const interval = { low: 0.57, high: 0.65, level: 0.95, kind: 't' } as const

function split(part: string, name: string, temperature: number): SplitScores {
  return {
    ...{ part, splits: [name], classes },
    evaluation: {
      ...{ count: 10, loss: 0.6543, accuracy: 0.6, top2: 1, macro_f1: 0.5833, balanced_accuracy: 0.6042, ece: 0.1 },
      ...{ temperature, ece_after_temperature: 0.05 },
      by_class: [
        { class: 'Angry', count: 4, precision: 0.5, recall: 0.625, f1: 0.5556 },
        { class: 'Happy', count: 6, precision: 0.7, recall: 0.5833, f1: 0.6364 },
      ],
      confusion: [
        [2, 2],
        [2, 4],
      ],
    },
  }
}

/** The card of a model of two expressions, with figures that were made up. */
export const faceCard: ModelCard = {
  ...{ run: 'optimizers-1', sweep: 'optimizers', experiment: 'fer' },
  description: {
    kind: 'classifier',
    labels: classes,
    input: { height: 40, width: 40, channels: 1 },
    preprocessing: {
      image_size: { height: 48, width: 48 },
      ...{ equalize: true, scale: '1/255', crop_size: 40, crops: 'ten' },
    },
    params: { model: 'vgg', data: 'fer2013.csv' },
    splits: { train: ['Training'], validation: ['PrivateTest'], test: ['PublicTest'] },
    images: { train: 80, validation: 10, test: 10 },
    trained_on: [{ data: 'fer2013.csv', train: ['Training'] }],
  },
  retraining: judgeRetraining(
    { name: 'val_accuracy', goal: 'maximize' },
    [
      { seed: 1, trial: 4, complete: true, value: 0.62, bestStep: 9, recorded: { value: 0.62, bestStep: 9 } },
      { seed: 0, trial: 3, complete: true, value: 0.5, bestStep: 8, recorded: { value: 0.6, bestStep: 9 } },
      { seed: 2, trial: null, complete: true, value: 0.61, bestStep: 10, recorded: null },
    ],
    { interval, same: true },
  ),
  metrics: { val_accuracy: 0.62 },
  scores: [split('validation', 'PrivateTest', 1.25), split('test', 'PublicTest', 1.25)],
  parameters: [
    { name: 'optimizer', value: 'adam', from: 'searched', tried: 7 },
    { name: 'lr', value: 0.001, from: 'searched', tried: null },
    { name: 'train', value: ['Training'], from: 'sweep', tried: 1 },
    { name: 'epochs', value: 10, from: 'override', tried: null },
    { name: 'momentum', value: 0.9, from: 'default', tried: null },
  ],
  data: { 'fer2013.csv': 'ab'.repeat(32) },
  chosen: {
    how: 'best',
    trial: 4,
    rank: 1,
    points: 14,
    seeds: [0, 1],
    mean: 0.61,
    interval,
    verdict: ['Best is optimizer adam.', 'It cannot be told from 1 of the 13 other points: optimizer sgd.'],
  },
  test: { splits: ['PublicTest'], times: 1, everyTrial: false },
  combined: null,
  steps: 10,
  circumstances: {
    ...{ engine: 'wasm', engineVersion: '4.22.0', device: 'cpu', threads: 1 },
    versions: { sweep: '0.1.0', node: '20.20.2' },
    commit: '0123456789abcdef',
  },
  differences: ['threads: 2 -> 1'],
  command: 'sweep retrain optimizers-1 --trial 4 --seeds 3 --test PublicTest',
}
