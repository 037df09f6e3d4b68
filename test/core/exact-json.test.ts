import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeExact, encodeExact } from '#sweep/core/json.js'

const back = (value: unknown) => decodeExact(JSON.parse(JSON.stringify(encodeExact(value, 'state'))))

describe('what is kept', () => {
  test('comes back as it was, whatever is in it', () => {
    const leaf = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, undefined, null, true), fc.string())
    const key = fc.oneof(fc.string(), fc.constantFrom('$value', '$$value', '$', '__proto__', 'constructor'))
    const value = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value')), fc.dictionary(key, tie('value'))),
    })).value
    fc.assert(
      fc.property(value, (each) => {
        // Vitest asks an object's `constructor` for its type.
        expect(isDeepStrictEqual(back(each), withoutPrototypes(each))).toBe(true)
      }),
    )
  })

  test('an experiment may begin with the worst there is', () => {
    expect(back({ best: Number.POSITIVE_INFINITY, at: -0, last: Number.NaN, none: undefined })).toStrictEqual({
      best: Number.POSITIVE_INFINITY,
      at: -0,
      last: Number.NaN,
      none: undefined,
    })
  })

  test.each([
    ['a date', { when: { last: new Date(0) } }, /^state\.when\.last is a Date, which cannot be kept/],
    ['a map', [1, new Map()], /^state\[1\] is a Map/],
    ['a typed array', { w: Float32Array.of(1) }, /^state\.w is a Float32Array/],
    ['a function', { f() {} }, /^state\.f is a function/],
    ['a big integer', { n: 1n }, /^state\.n is a bigint/],
    ['a symbol', Symbol('s'), /^state is a symbol/],
    ['an object of a class', { a: new (class Model {})() }, /^state\.a is a Model/],
  ])('%s is refused with its path', (_, value, message) => {
    expect(() => encodeExact(value, 'state')).toThrow(message)
  })

  test('what holds itself is refused, what stands twice is not', () => {
    const inner: Record<string, unknown> = {}
    inner.self = [inner]
    expect(() => encodeExact(inner, 'state')).toThrow(/^state\.self\[0\] holds itself/)
    const twice = { a: 1 }
    expect(back([twice, twice])).toEqual([twice, twice])
  })
})

/** A map without a prototype comes back with one. */
function withoutPrototypes(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(withoutPrototypes)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutPrototypes(item)]))
}
