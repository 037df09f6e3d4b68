import { expect, test } from 'vitest'
import { fuzzSweep } from './fuzz-sweep.js'

test('30000 random sweep files, overrides and expressions, others every time, give a plan or an error in words', () => {
  // fast-check prints the seed and the text of a failure, so that it can be had again.
  expect(fuzzSweep(30_000, Date.now() | 0)).toBeGreaterThan(3000)
})
