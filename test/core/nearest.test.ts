import { describe, expect, test } from 'vitest'
import { nearest } from '#sweep/core/texts.js'

describe('nearest', () => {
  const names = ['optimizer', 'lr', 'batch_size', 'momentum', 'data']
  test.each([
    ['optimiser', 'optimizer'],
    ['Optimizer', 'optimizer'],
    ['rl', 'lr'],
    ['l', 'lr'],
    ['batchsize', 'batch_size'],
    ['momnetum', 'momentum'],
    ['dat', 'data'],
    ['x', undefined],
    ['dropout', undefined],
    ['', undefined],
  ])('of %j is %j', (name, meant) => {
    expect(nearest(name, names)).toBe(meant)
  })
})
