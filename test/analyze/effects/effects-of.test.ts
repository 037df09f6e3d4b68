import { describe, expect, test } from 'vitest'
import { effectsOf } from '#sweep/analyze/effects/analysis.js'
import type { Parameter } from '#sweep/core/parameter.js'
import { effectsData, gridOf } from './effects-data.js'

const optimizer = { name: 'optimizer', values: ['sgd', 'adam'] }
const lr = { name: 'lr', values: [0.1, 0.01, 0.001] }
const tuned = [
  [0.5, 0.4, 0.2],
  [0.1, 0.4, 0.6],
]
const grid = gridOf({ optimizer: ['sgd', 'adam'], lr: [0.1, 0.01, 0.001] })
const seeds = [0, 1, 2].flatMap((seed) =>
  grid.map((params, i) => [params, tuned[Math.floor(i / 3)]![i % 3]! + (seed - 1) / 100, seed] as const),
)
const texts = (data: Parameters<typeof effectsOf>[0]) => {
  const { parameters, interactions } = effectsOf(data)!
  return [...parameters, ...interactions].map(({ text }) => text)
}

describe('effects of a grid with seeds', () => {
  const effects = effectsOf(
    effectsData([optimizer, lr], [...seeds, [{ optimizer: 'sgd', lr: 1 }, null]], { total: 20 }),
  )!

  test('count what they come from and what they leave out', () => {
    expect(effects).toMatchObject({ trials: 18, omitted: 2, rest: expect.closeTo(0, 12) })
    expect(effects.forest!.note).toBe(
      'The importances are exact for the complete grid of 6 points. Chance between seeds makes up less than 1 % of the variance of the points.',
    )
  })

  test('have numbers from small to large and intervals over seeds', () => {
    const { values, scale } = effects.parameters.find(({ name }) => name === 'lr')!
    expect(scale).toBe('log')
    expect(values.map(({ value, trials }) => [value, trials])).toEqual([
      [0.001, 6],
      [0.01, 6],
      [0.1, 6],
    ])
    // Of 0.39, 0.4 and 0.41: their deviation is 0.01, and t is 4.3027 for two degrees of freedom.
    expect(values[0]).toMatchObject({ mean: expect.closeTo(0.4, 12), over: 'seeds' })
    expect(values[0]!.interval!.high - 0.4).toBeCloseTo((4.302653 * 0.01) / Math.sqrt(3), 7)
  })

  test('have intervals over points where these were drawn, as they could have been others', () => {
    const drawn = effectsOf(effectsData([optimizer, lr], seeds, { method: 'random' }))!
    const { values } = drawn.parameters.find(({ name }) => name === 'optimizer')!
    // Of 0.5, 0.4 and 0.2: their deviation is 0.1528.
    expect(values[0]).toMatchObject({ mean: expect.closeTo(1.1 / 3, 12), over: 'points' })
    expect(values[0]!.interval!.high - 1.1 / 3).toBeCloseTo((4.302653 * 0.1527525) / Math.sqrt(3), 6)
  })

  test('are said in plain sentences', () => {
    expect([...effects.parameters, ...effects.interactions].map(({ text }) => text)).toEqual([
      'lr explains 8 % of the variance alone: best at 0.001 and 0.01 (mean 0.4), worst at 0.1 (0.3).',
      'optimizer explains less than 1 % of the variance alone: level at all of its values (mean 0.3667).',
      'with optimizer sgd the best lr is 0.1 in 3 of 3 seeds; with adam it is 0.001 in 3 of 3 seeds',
    ])
  })
})

describe('an interaction', () => {
  const both = (adam: readonly number[], sgd: readonly number[], seed = 0) =>
    [...sgd, ...adam].map((value, i) => [grid[i]!, value, seed] as const)
  const interaction = (trials: Parameters<typeof effectsData>[1]) =>
    texts(effectsData([optimizer, lr], trials)).slice(2)

  test('says nothing of seeds where there is one', () => {
    expect(interaction(both([1, 2, 3], [3, 2, 1]))).toEqual([
      'with optimizer sgd the best lr is 0.1; with adam it is 0.001',
    ])
  })

  test('names all values that are level', () => {
    expect(interaction(both([1, 3, 3], [3, 2, 1]))).toEqual([
      'with optimizer sgd the best lr is 0.1; with adam it is 0.001 or 0.01',
    ])
  })

  test('counts the seeds that agree', () => {
    expect(interaction([...both([1, 2, 8], [9, 2, 1], 0), ...both([1, 2, 8], [2, 3, 1], 1)])).toEqual([
      'with optimizer sgd the best lr is 0.1 in 1 of 2 seeds; with adam it is 0.001 in 2 of 2 seeds',
    ])
  })

  test('of how much a parameter matters, where its best value is the same', () => {
    expect(interaction(both([3, 2, 1], [9, 2, 1]))).toEqual([
      'the best lr is 0.1 with every optimizer, but it matters more with some: from best to worst it is 8 with sgd and 2 with adam',
    ])
  })

  test('says where there was nothing to choose from', () => {
    const three = { name: 'optimizer', values: ['sgd', 'adam', 'lion'] }
    const trials = [...both([1, 2, 3], [3, 2, 1]), [{ optimizer: 'lion', lr: 0.1 }, 1] as const]
    expect(texts(effectsData([three, lr], trials)).slice(2)).toEqual([
      'with optimizer sgd the best lr is 0.1; with adam it is 0.001; with lion there is only lr 0.1',
    ])
  })

  test('is none between a condition and what exists under it', () => {
    const momentum = { name: 'momentum', values: [0, 0.9], when: { match: { optimizer: ['sgd'] } } }
    const points = [0.1, 0.2, 0.3].flatMap((rate, i) => [
      [{ optimizer: 'sgd', momentum: 0, lr: rate }, i] as const,
      [{ optimizer: 'sgd', momentum: 0.9, lr: rate }, 5 + i] as const,
      [{ optimizer: 'adam', lr: rate }, 2 + i] as const,
    ])
    const data = effectsData([optimizer, momentum, { name: 'lr', values: [0.1, 0.2, 0.3] }], points)
    expect(texts(data)).toEqual([
      'momentum explains 41 % of the variance alone: best at 0.9 (mean 6), worst at 0 (1), in the 6 of 9 trials that have it.',
      expect.stringMatching(/^lr explains 17 %/),
      expect.stringMatching(/^optimizer explains 2 %/),
    ])
  })
})

test('parameters that move together are not told apart, whether by zip or by what was tried', () => {
  const points = ['a', 'b', 'c'].flatMap((schedule, i) =>
    [1, 2].map((width) => [{ schedule, lr: i, width }, 10 * i + width] as const),
  )
  const lists: readonly Parameter[] = [
    { name: 'schedule', values: ['a', 'b', 'c'] },
    { name: 'lr', values: [0, 1, 2] },
    { name: 'width', values: [1, 2] },
  ]
  const said = [
    'schedule never changes without lr, so they cannot be told apart; as one they explain 100 % of the variance: best at c (mean 21.5), worst at a (1.5).',
    'lr never changes without schedule, so they cannot be told apart; as one they explain 100 % of the variance: best at 2 (mean 21.5), worst at 0 (1.5).',
    'width explains less than 1 % of the variance alone: best at 2 (mean 12), worst at 1 (11).',
  ]
  expect(texts(effectsData(lists, points, { zip: [['schedule', 'lr']] }))).toEqual(said)
  expect(texts(effectsData(lists, points))).toEqual(said)
})

test('drawn values are put into bins of equal counts, by ratios where they are drawn so', () => {
  const drawn: Parameter = { name: 'lr', distribution: { kind: 'log_uniform_values', min: 1, max: 2 ** 20 } }
  const points = Array.from({ length: 20 }, (_, i) => [{ lr: 2 ** i }, i] as const)
  const [effect] = effectsOf(effectsData([drawn], points, { method: 'random' }))!.parameters
  expect(effect).toMatchObject({ scale: 'log', together: [] })
  expect(effect!.values.map(({ range, trials, mean }) => [range, trials, mean])).toEqual([
    [[1, 8], 4, 1.5],
    [[16, 128], 4, 5.5],
    [[256, 2048], 4, 9.5],
    [[4096, 32768], 4, 13.5],
    [[65536, 524288], 4, 17.5],
  ])
  expect(effect!.values[0]).toMatchObject({ value: Math.sqrt(8), over: 'points' })
  expect(effect!.text).toMatch(/best at 65500 to 524000 \(mean 17.5\), worst at 1 to 8 \(1.5\)/)
})

describe('nothing is said', () => {
  test.each([
    ['of no trial', []],
    ['of one point', [[{ lr: 0.1 }, 0.5, 0] as const, [{ lr: 0.1 }, 0.6, 1] as const]],
    ['where all but one failed', [[{ lr: 0.1 }, 0.5] as const, [{ lr: 0.01 }, null] as const]],
  ])('%s', (_, trials) => {
    expect(effectsOf(effectsData([lr], trials))).toBeNull()
  })

  test('of the importance of what changes alone', () => {
    const effects = effectsOf(effectsData([lr], [[{ lr: 0.1 }, 1] as const, [{ lr: 0.01 }, 2] as const]))!
    expect(effects).toMatchObject({ forest: null, interactions: [], rest: null })
    expect(effects.parameters[0]!.text).toBe('lr is best at 0.01 (mean 2), worst at 0.1 (1).')
  })

  test('of the importance of drawn values, of too few points', () => {
    const drawn: Parameter = { name: 'lr', distribution: { kind: 'uniform', min: 0, max: 1 } }
    const effects = effectsOf(effectsData([drawn], [[{ lr: 0.1 }, 1] as const, [{ lr: 0.2 }, 2] as const]))!
    expect(effects).toMatchObject({ forest: null, interactions: [] })
    expect(effects.parameters[0]).toMatchObject({
      importance: null,
      text: 'lr is best at 0.2 (mean 2), worst at 0.1 (1).',
    })
  })
})
