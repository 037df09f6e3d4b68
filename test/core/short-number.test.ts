import { expect, test } from 'vitest'
import { describePoint } from '#sweep/analyze/points.js'
import { shortNumber } from '#sweep/core/texts.js'

test.each([
  [0.0012345678901234567, '0.0012346'],
  [0.30000000000000004, '0.3'],
  [1e-7, '1e-7'],
  [1234567, '1234567'],
  [1234.5678, '1234.6'],
  [-0.5, '-0.5'],
])('shortNumber of %d is %s', (value, text) => {
  expect(shortNumber(value)).toBe(text)
})

test('a sentence on a point has its drawn values in short', () => {
  expect(describePoint({ lr: 0.0033681975393990886, kind: 'c' }, ['lr', 'kind'])).toBe('lr 0.0033682, kind c')
})
