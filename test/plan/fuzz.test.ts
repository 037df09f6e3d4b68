import { describe, expect, test } from 'vitest'
import { fuzzSweep } from './fuzz-sweep.js'
import { refusalOf } from './refusal-of.js'
import { good, parameters } from './sweep-text.js'

test('600 random sweep files, overrides and expressions give a plan or an error in words', () => {
  // Enough of them are right for what comes after parsing to be tried, too.
  expect(fuzzSweep(600, 20260)).toBeGreaterThan(60)
})

describe('refused soon is', () => {
  test.each([
    ['a file of a megabyte', `${good}# ${'x'.repeat(1e6)}`, /more than a sweep needs/],
    ['a hundred thousand brackets', '['.repeat(1e5), /nested too deeply/],
    ['a list 65 deep', parameters(`  lr: ${'['.repeat(66)}${']'.repeat(66)}\n`), /nested too deeply/],
    ['20000 aliases', parameters(`  a: &a 1\n  b: [${'*a, '.repeat(2e4)}]\n`), /more than 100 copies/],
    [
      '20000 parameters',
      parameters(Array.from({ length: 2e4 }, (_, i) => `  p${i}: 1\n`).join('')),
      /20000 parameters/,
    ],
    ['a key of 1000 letters', parameters(`  ${'k'.repeat(1000)}: 1\n`), /a key has 1000 characters/],
    [
      'a grid with more trials than numbers',
      parameters(Array.from({ length: 20 }, (_, i) => `  p${i}: { range: { min: 1, max: 1000, step: 1 } }\n`).join('')),
      /more than can be numbered/,
    ],
    ['a random sweep of 10^7', `${good}method: random\nrun_cap: 10000000\n`, /at most 1000000 points/],
  ])('%s', (_, text, message) => {
    const start = performance.now()
    expect(refusalOf(text).message).toMatch(message)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
