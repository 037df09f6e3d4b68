import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExpressionError, parseExpression } from '#sweep/plan/expression.js'

const point = {
  batch_size: 32,
  width: 2,
  optimizer: 'adam',
  nesterov: true,
  layers: [64, 32],
  data: null,
  'a.b': 1,
  'a-b': 2,
}

test.each<[string, unknown]>([
  ['batch_size * width <= 64', true],
  ['batch_size * width < 64', false],
  ['2 ** 3 ** 2 == 512', true],
  ['-width + 3 * (1 + 1) == 4', true],
  ['7 % 4 == 3 && 1 / 4 == 0.25', true],
  ['optimizer == "adam" && nesterov', true],
  ["optimizer == 'sgd' || !nesterov", false],
  ['optimizer in ["adam", "adamw"]', true],
  ['optimizer in ["sgd"]', false],
  ['layers == [64, 32]', true],
  ['data == null', true],
  ['width === 2 && width !== 3', true],
  ['optimizer < "b"', true],
  ['nesterov ? width == 2 : width == 3', true],
  ['log2(batch_size) == 5 && max(width, 9) == 9 && round(2.6) == 3', true],
  ['a.b == 1 && params["a-b"] == 2', true],
  ['momentum > 0.5', undefined],
  ['momentum * 2 == 1', undefined],
  ['momentum == null', true],
  ['momentum != null', false],
  ['momentum > 0.5 || width == 2', true],
  ['momentum > 0.5 && width == 3', false],
  ['!(momentum > 0.5)', undefined],
])('%s is %s', (text, expected) => {
  expect(parseExpression(text).value(point)).toEqual(expected)
})

test('names the parameters that it speaks of', () => {
  expect(parseExpression('a.b + width < params["a-b"] && width > 0').names).toEqual(['a.b', 'width', 'a-b'])
})

test.each([
  ['lr <', /cannot be read/],
  ['', /must be one expression|cannot be read/],
  ['lr; width', /one expression/],
  ['lr, width', /one expression/],
  ['lr = 3', /one expression|cannot be read/],
  ['this.lr', /ThisExpression has no place|brackets/],
  ['process.exit(1)', /no such function/],
  ['exit()', /no such function. Allowed: min, max/],
  ['constructor("x")', /no such function/],
  ['lr[0]', /brackets name a parameter/],
  ['[1, , 2]', /empty place|cannot be read/],
  ['lr & 1', /no operator &/],
  ['lr << 1', /no operator <</],
  ['~lr', /no operator ~/],
  ['new Date()', /cannot be read|one expression/],
  ['`lr`', /cannot be read|no place/],
  ['x'.repeat(3000), /longer than 2000/],
])('%s is refused', (text, problem) => {
  expect(() => parseExpression(text)).toThrow(ExpressionError)
  expect(() => parseExpression(text)).toThrow(problem)
})

test.each([
  ['optimizer * 2 > 1', /"\*" needs a number, not "adam", at the point \{"batch_size":32/],
  ['width && nesterov', /"&&" joins true and false, not 2/],
  ['width in 3', /must be a list/],
  ['log("x") > 0', /"log" needs a number/],
  ['log(1, 2) > 0', /log takes 1 number, not 2/],
])('%s has no value', (text, problem) => {
  expect(() => parseExpression(text).value(point)).toThrow(problem)
})

describe('whatever is written', () => {
  test('gives an expression or an ExpressionError, and reaches no prototype', () => {
    const words = fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'params',
      '.',
      '[',
      ']',
      '(',
      ')',
      '"a"',
      '1',
      '<',
      '&&',
      '!',
      'in',
      ' ',
      ',',
      '?',
      ':',
      '=',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 12 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const value = parseExpression(text).value({})
          expect(typeof value).not.toBe('function')
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})
