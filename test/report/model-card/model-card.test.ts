import { expect, test } from 'vitest'
import { judgeRetraining } from '#sweep/analyze/retraining.js'
import { renderModelCard } from '#sweep/report/model-card/rendering.js'
import { faceCard } from './face-card.js'

const golden = (name: string) => new URL(`../../golden/${name}`, import.meta.url).pathname

test('the card of a classifier of faces', async () => {
  await expect(renderModelCard(faceCard)).toMatchFileSnapshot(golden('model-card.md'))
})

test('the card of an experiment that says nothing of its model', async () => {
  const retraining = judgeRetraining(
    { name: 'loss', goal: 'minimize' },
    [{ seed: 0, trial: 3, complete: true, value: 0.0625, bestStep: null, recorded: { value: 0.0625, bestStep: null } }],
    { interval: null, same: true },
  )
  const card = renderModelCard({
    ...faceCard,
    ...{
      run: 'curve-1',
      sweep: 'curve',
      experiment: './my-experiment.ts',
      description: undefined,
      data: {},
      scores: [],
    },
    ...{ retraining, metrics: { loss: 0.0625 }, test: null, steps: 20, differences: [] },
    chosen: { how: 'named', trial: 3, rank: 2, points: 4, seeds: [0], mean: 0.0625, interval: null, verdict: [] },
    parameters: [{ name: 'units', value: 16, from: 'searched', tried: 2 }],
    command: 'sweep retrain curve-1 --trial 3',
  })
  await expect(card).toMatchFileSnapshot(golden('model-card-own-experiment.md'))
})

test('classes that are hardly ever found are named', () => {
  const [, test] = faceCard.scores
  const [angry, happy] = test!.evaluation.by_class
  const evaluation = { ...test!.evaluation, by_class: [{ ...angry!, recall: 0.125 }, happy!] }
  const card = renderModelCard({ ...faceCard, scores: [{ ...test!, evaluation }] })
  expect(card).toContain('On PublicTest it finds fewer than one in five images of these classes: Angry (13 %).')
})

test('a test split that chose says so', () => {
  const retraining = { ...faceCard.retraining, metric: { name: 'test_accuracy', goal: 'maximize' } as const }
  const test = { splits: ['PublicTest'], times: 0, everyTrial: true }
  const card = renderModelCard({ ...faceCard, retraining, test })
  expect(card).toContain('The test split PublicTest was scored with every trial of the sweep, and with this model.')
  expect(card).toContain('chosen by test_accuracy on PublicTest, so that this figure flatters')
  expect(card).toContain('- The test split PublicTest is what chose: ')
})

test('what joining the data of validation leaves to say', () => {
  const { seeds } = faceCard.retraining
  const unscored = seeds.map((seed) => ({ ...seed, value: null, bestStep: null, recorded: null }))
  const retraining = judgeRetraining(faceCard.retraining.metric, unscored, { interval: null, same: false })
  const scores = faceCard.scores.filter(({ part }) => part === 'test')
  const card = renderModelCard({ ...faceCard, retraining, scores, combined: ['train', 'validation'] })
  for (const said of [
    'For this training train and validation were joined.',
    'Kept: seed 1. No val_accuracy tells which seed is best, so the recorded one is kept.',
    'No metric chose its epoch',
    'No divisor (temperature) was fitted',
  ]) {
    expect(card).toContain(said)
  }
})
