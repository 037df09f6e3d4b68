import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { normalCdf, tQuantile, tTestP } from '#sweep/analyze/statistics/distributions.js'
import { metricInterval, wilson } from '#sweep/analyze/statistics/intervals.js'
import type { Difference } from '#sweep/analyze/statistics/tests.js'
import { holm, mcnemar, pairedT, tTestPower, welch } from '#sweep/analyze/statistics/tests.js'
import { mean, variance } from '#sweep/analyze/statistics/variance.js'
import { expectClose } from '../close.js'

type Figures = Record<'value' | 'low' | 'high' | 'degrees' | 'p', number>
type Case = Figures & { name: string; a: number[]; b: number[] }

interface Reference {
  readonly quantiles: readonly Record<'level' | 'degrees' | 'value', number>[]
  readonly tails: readonly Record<'t' | 'degrees' | 'p', number>[]
  readonly welch: readonly Case[]
  readonly paired: readonly Case[]
  readonly holm: readonly Record<'p' | 'corrected', number[]>[]
  readonly mcnemar: readonly Record<'b' | 'c' | 'p', number>[]
  readonly wilson: readonly Record<'share' | 'samples' | 'low' | 'high', number>[]
  readonly power: readonly Record<'shift' | 'degrees' | 'power', number>[]
  readonly normal: readonly Record<'x' | 'share', number>[]
}

// Figures of SciPy and statsmodels: test/reference/make_statistics.py.
const reference: Reference = JSON.parse(
  readFileSync(new URL('../../reference/statistics.json', import.meta.url), 'utf8'),
)

function expectDifference(
  found: Difference | null,
  figures: Record<'value' | 'low' | 'high' | 'degrees' | 'p', number>,
) {
  expectClose(found!.value, figures.value)
  expectClose(found!.interval.low, figures.low)
  expectClose(found!.interval.high, figures.high)
  expectClose(found!.degrees, figures.degrees)
  expectClose(found!.p, figures.p)
}

describe('as SciPy and statsmodels', () => {
  test.each(reference.quantiles)(
    'the t quantile of $level with $degrees degrees of freedom',
    ({ level, degrees, value }) => expectClose(tQuantile(level, degrees), value),
  )

  test.each(reference.tails)('the tails of t = $t with $degrees degrees of freedom', ({ t, degrees, p }) =>
    expectClose(tTestP(t, degrees), p),
  )

  test.each(reference.welch)('Welch: $name', ({ a, b, ...figures }) => expectDifference(welch(a, b), figures))

  test.each(reference.paired)('paired t: $name', ({ a, b, ...figures }) => expectDifference(pairedT(a, b), figures))

  test.each(reference.holm)('Holm: $p', ({ p, corrected }) =>
    holm(p).forEach((value, i) => {
      expectClose(value, corrected[i]!)
    }),
  )

  test.each(reference.mcnemar)('McNemar: $b and $c', ({ b, c, p }) => expectClose(mcnemar(b, c), p))

  test.each(reference.wilson)('Wilson: $share of $samples', ({ share, samples, low, high }) => {
    const interval = wilson(share, samples)
    expect(interval.low).toBeCloseTo(low, 12)
    expect(interval.high).toBeCloseTo(high, 12)
  })

  test.each(reference.power)(
    'the power at $shift standard errors with $degrees degrees of freedom',
    ({ shift, degrees, power }) => expect(tTestPower(shift, degrees)).toBeCloseTo(power, 10),
  )

  test.each(reference.normal)('the normal distribution below $x', ({ x, share }) =>
    expect(normalCdf(x)).toBeCloseTo(share, 14),
  )
})

test('two points without spread differ for sure, or not at all', () => {
  expect(welch([0.5, 0.5], [0.25, 0.25])).toMatchObject({ value: 0.25, p: 0, interval: { low: 0.25, high: 0.25 } })
  expect(pairedT([0.5, 0.5], [0.5, 0.5])).toMatchObject({ value: 0, p: 1 })
})

test('one value tells no difference', () => {
  expect(welch([1, 2, 3], [4])).toBeNull()
  expect(pairedT([1], [4])).toBeNull()
  expect(() => pairedT([1, 2], [4])).toThrow('pairedT takes as many values of a as of b, got 2 and 1')
})

test('the interval of a share stays within 0 and 1', () => {
  const shares = metricInterval('val_accuracy', [0.59, 0.91])
  expect(shares).toMatchObject({ low: 0, high: 1, kind: 't' })
  expect(metricInterval('val_loss', [0.59, 0.91])!.high).toBeGreaterThan(2)
  expect(metricInterval('accuracy', [59, 91])!.high).toBeGreaterThan(200)
})

test('equal values have themselves as their mean and no variance, and the order of values is none of its matter', () => {
  expect([mean([0.2494, 0.2494, 0.2494]), variance([0.2494, 0.2494, 0.2494])]).toEqual([0.2494, 0])
  expect(mean([0.1, 0.2, 0.3])).toBe(mean([0.3, 0.2, 0.1]))
})
