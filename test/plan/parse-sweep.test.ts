import { describe, expect, test } from 'vitest'
import { parseSweep } from '#sweep/plan/parsing.js'
import { good, having, parameters } from './sweep-text.js'

describe('parseSweep reads', () => {
  test('every form of a parameter, in the order of the file', () => {
    const text = parameters(`  zeta: [b, 1, true, null]
  lr:
    values: [0.01, 1e-3]
  layers: [[64, 128], [64]]
  batch_size: 64
  pair: { value: [1, 2] }
  nested: { values: [{ a: 1 }, { a: 2 }] }
  data:
`)
    expect(parseSweep(text, 's.yaml').sweep.parameters).toEqual([
      { name: 'zeta', values: ['b', 1, true, null] },
      { name: 'lr', values: [0.01, 0.001] },
      { name: 'layers', values: [[64, 128], [64]] },
      { name: 'batch_size', values: [64] },
      { name: 'pair', values: [[1, 2]] },
      { name: 'nested', values: [{ a: 1 }, { a: 2 }] },
      { name: 'data', values: [null] },
    ])
  })

  test.each([
    ['no seeds as one repeat', '', [0]],
    ['a number of seeds as repeats from 0', 'seeds: 3\n', [0, 1, 2]],
    ['a list of seeds as it stands', 'seeds: [7, 3]\n', [7, 3]],
  ])('%s', (_, line, seeds) => {
    expect(parseSweep(good + line, 's.yaml').sweep.seeds).toEqual(seeds)
  })

  test('the places of keys and items', () => {
    const { positions } = parseSweep(parameters('  lr:\n    - 0.1\n    - 0.2\n  x: { values: [1, 2] }\n'), 's.yaml')
    expect(positions.experiment).toEqual({ line: 2, column: 1 })
    expect(positions['parameters.lr']).toEqual({ line: 5, column: 3 })
    expect(positions['parameters.lr[1]']).toEqual({ line: 7, column: 7 })
    expect(positions['parameters.x.values[1]']).toEqual({ line: 8, column: 20 })
  })

  test('aliases, as the values that they stand for', () => {
    const { sweep } = parseSweep(parameters('  a: &rates [1, 2]\n  b: *rates\n'), 's.yaml')
    expect(sweep.parameters[1]).toEqual({ name: 'b', values: [1, 2] })
  })

  test('a parameter that is called like a member of every object', () => {
    const { sweep } = parseSweep(parameters('  constructor: 1\n  toString: 2\n'), 's.yaml')
    expect(sweep.parameters.map(({ name }) => name)).toEqual(['constructor', 'toString'])
  })

  test('an empty map of parameters, as one point', () => {
    expect(parseSweep(having('\n  lr: [0.1, 0.01]', ' {}'), 's.yaml').sweep.parameters).toEqual([])
  })
})
