import { describe, expect, test } from 'vitest'
import { philox4x32, randomStream } from '#sweep/core/random.js'

// Known answers of Random123 (Salmon et al., SC 2011), the published test vectors of philox4x32-10.
test.each([
  ['zeros', [0, 0, 0, 0, 0, 0], ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']],
  ['ones', Array(6).fill(0xffffffff), ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']],
  [
    'digits of pi',
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
    ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
  ],
])('philox of %s', (_name, input, expected) => {
  const out = new Uint32Array(4)
  philox4x32(out, ...(input as [number, number, number, number, number, number]))
  expect([...out].map((word) => word.toString(16).padStart(8, '0'))).toEqual(expected)
})

describe('a stream', () => {
  test('is the same whenever it is asked for, and entered at any counter', () => {
    const draw = () =>
      Array.from(
        { length: 9 },
        (
          (stream) => () =>
            stream.uniform()
        )(randomStream(7, 'flip').at(3, 5)),
      )
    expect(draw()).toEqual(draw())
  })

  test('differs by seed, name and counters', () => {
    const streams = [
      randomStream(7, 'flip'),
      randomStream(8, 'flip'),
      randomStream(7, 'crop'),
      randomStream(7, 'flip').at(1),
      randomStream(7, 'flip').at(0, 1),
      randomStream(7, 'flip').at(0, 0, 1),
    ]
    expect(new Set(streams.map((stream) => stream.uniform())).size).toBe(streams.length)
  })

  test('fills an array with the draws that it would give one by one', () => {
    const [one, many] = [randomStream(7, 'mask').at(1), randomStream(7, 'mask').at(1)]
    const words = new Uint32Array(11)
    expect(one.uniform()).toBe(many.uniform())
    many.words(words)
    expect([...words]).toEqual(Array.from(words, () => one.uniform() * 2 ** 32))
    expect(one.uniform()).toBe(many.uniform())
  })

  test('is uniform, and normal, and permutes', () => {
    const stream = randomStream(1, 'moments')
    const draws = Array.from({ length: 20_000 }, () => stream.uniform())
    expect(mean(draws)).toBeCloseTo(0.5, 2)
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draws)).toBeLessThan(1)
    const normals = Array.from({ length: 20_000 }, () => stream.normal())
    expect(Math.abs(mean(normals))).toBeLessThan(0.03)
    expect(mean(normals.map((value) => value ** 2))).toBeCloseTo(1, 1)
    const order = stream.permutation(100)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect([...order]).not.toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  test('refuses a counter that is not one', () => {
    expect(() => randomStream(1, 'x').at(-1)).toThrow(/integers from 0/)
    expect(() => randomStream(1, 'x').at(0.5)).toThrow(/integers from 0/)
  })
})

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
