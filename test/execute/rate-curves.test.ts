import { expect, test } from 'vitest'
import { rateCurvesOf } from '#sweep/execute/inspection.js'

const saying = (rates: unknown, note?: string) => ({
  learningRates: { parameters: ['lr'], of: () => rates as number[], note: () => note },
})

test('an experiment is asked for the rates of every point, and for what it takes for granted', () => {
  expect(rateCurvesOf(saying([1, 0.5], 'as if'), [{ lr: 1 }, { lr: 2 }])).toEqual([
    { rates: [1, 0.5], note: 'as if' },
    { rates: [1, 0.5], note: 'as if' },
  ])
  expect(rateCurvesOf({}, [{ lr: 1 }])).toBeUndefined()
})

test.each([
  ['no list', 0.1, 'learningRates.of: give a list with the rate of every epoch, not 0.1'],
  ['an empty list', [], 'learningRates.of: give a list with the rate of every epoch, not []'],
  ['no number', [0.1, Number.NaN], 'learningRates.of: the rate of epoch 2 is NaN; give a finite number'],
])('%s is refused', (_, rates, message) => {
  expect(() => rateCurvesOf(saying(rates), [{}])).toThrow(message)
})
