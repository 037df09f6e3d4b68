import { describe, expect, test } from 'vitest'
import { applyOverrides } from '#sweep/plan/overrides.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { refusalOf } from './refusal-of.js'

const head = `x-base: &base { lr: [0.1, 0.2], momentum: 0.9 }
x-wide: &wide { width: [1, 2], lr: 7 }
name: m
experiment: fer
metric: { name: val_accuracy, goal: maximize }
parameters: `

const parametersOf = (text: string) => {
  const { parameters } = parseSweep(`${head}${text}\n`, 's.yaml').sweep
  return Object.fromEntries(parameters.map((each) => [each.name, 'values' in each ? each.values : each]))
}

describe('a merge key', () => {
  test.each([
    ['takes the keys of a map over', '{ <<: *base }', { lr: [0.1, 0.2], momentum: [0.9] }],
    ["goes behind the map's own keys", '{ <<: *base, lr: 5 }', { lr: [5], momentum: [0.9] }],
    ['goes behind them where it comes later', '{ lr: 5, <<: *base }', { lr: [5], momentum: [0.9] }],
    ['of several maps heeds the first', '{ <<: [*wide, *base] }', { width: [1, 2], lr: [7], momentum: [0.9] }],
    ['may stand more than once in a file', '{ a: { <<: &one { value: 1 } }, b: { <<: *one } }', { a: [1], b: [1] }],
    ['may be written out', '{ <<: { lr: 3 } }', { lr: [3] }],
  ])('%s', (_, text, expected) => {
    expect(parametersOf(text)).toEqual(expected)
  })

  test('is there for overrides, too', () => {
    const file = parseSweep(`${head}{ <<: *base }\n`, 's.yaml')
    const { parameters } = applyOverrides(file, ['lr=3'], undefined).sweep
    expect(parameters).toMatchObject([
      { name: 'lr', values: [3] },
      { name: 'momentum', values: [0.9] },
    ])
  })

  test.each([
    ['of nothing', '{ <<: *none }', 's.yaml:6:15: the alias after "<<" has no anchor before it'],
    ['of a number', '{ <<: 3 }', 's.yaml:6:15: "<<" takes over maps: write <<: *name of an anchored map'],
    ['of the map itself', '&a { <<: *a }', 's.yaml:6:18: a map cannot take itself over'],
    ['in quotes, which is a name', '{ "<<": [1] }', 's.yaml:6:15 parameters.<<: a name must be letters'],
    ['more than a hundred times', `{ ${'<<: *base, '.repeat(101)} }`, 'it has more than 100 merge keys'],
  ])('%s is refused', (_, text, message) => {
    expect(refusalOf(`${head}${text}\n`).message).toContain(message)
  })
})
