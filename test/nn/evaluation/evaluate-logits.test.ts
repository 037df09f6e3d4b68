import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Json } from '#sweep/core/json.js'
import { type Evaluation, evaluateLogits } from '#sweep/nn/evaluation.js'

interface Case {
  name: string
  classes: number
  logits: number[]
  labels: number[]
  votes: number[] | null
  expected: Record<'precision' | 'recall' | 'f1' | 'count', number[]> & { confusion: number[][] } & Record<
      (typeof numbers)[number],
      number
    > &
    Record<'temperature' | 'ece_after_temperature', number | null>
}

const numbers = ['loss', 'accuracy', 'top2', 'macro_f1', 'balanced_accuracy', 'ece'] as const
const { cases } = JSON.parse(readFileSync('test/reference/evaluation.json', 'utf8')) as { cases: Case[] }
/** Of those whose loss has no minimum, by the docstring of fitTemperature. */
const temperatures: Record<string, number> = {
  'all logits equal': 1,
  'everything right': 1e-4,
  'worse than a guess': 1e4,
  'one sample, right': 1e-4,
  'one sample, wrong': 1e4,
}

describe('an evaluation has the figures of scikit-learn and PyTorch', () => {
  test.each(cases)('$name', ({ name, classes, logits, labels, votes, expected }) => {
    const evaluation = evaluate(logits, labels, classes, votes)
    for (const figure of numbers) expect(deviation(evaluation[figure], expected[figure]), figure).toBeLessThan(1e-12)
    expect(evaluation.count).toBe(labels.length)
    expect(evaluation.confusion).toEqual(expected.confusion)
    for (const figure of ['count', 'precision', 'recall', 'f1'] as const)
      for (const [k, scores] of evaluation.by_class.entries())
        expect(scores[figure], `${figure} of ${scores.class}`).toBeCloseTo(expected[figure][k]!, 12)

    if (expected.temperature === null) expect(evaluation.temperature).toBe(temperatures[name])
    else {
      expect(deviation(evaluation.temperature, expected.temperature)).toBeLessThan(1e-9)
      expect(deviation(evaluation.ece_after_temperature, expected.ece_after_temperature!)).toBeLessThan(1e-9)
    }
  })
})

test('an evaluation is what JSON can hold', () => {
  const { classes, logits, labels } = cases[0]!
  const evaluation: Evaluation & Json = evaluate(logits, labels, classes)
  expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation)
})

test('a temperature that is given is used instead of a fitted one', () => {
  const { classes, logits, labels, expected } = cases[1]!
  const fitted = evaluate(logits, labels, classes)
  const given = evaluate(logits, labels, classes, null, 1)
  expect(given).toEqual({ ...fitted, temperature: 1, ece_after_temperature: fitted.ece })
  expect(evaluate(logits, labels, classes, null, fitted.temperature)).toEqual(fitted)
  expect(expected.temperature).toBeGreaterThan(2)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a logit of %d makes loss and calibration NaN', (logit) => {
  const { loss, ece, temperature, ece_after_temperature } = evaluate([1, 0, 0, logit], [0, 1], 2)
  expect([loss, ece, temperature, ece_after_temperature]).toEqual(new Array(4).fill(Number.NaN))
})

test.each([
  ['no samples', [], [], 2, 'there are no samples'],
  ['too few logits', [1, 2, 3], [0, 1], 2, '3 logits; 2 labels of 2 classes need 4'],
  ['an unknown label', [1, 2, 3, 4], [0, 2], 2, 'label 2 of sample 1; write 0..1'],
])('%s are refused', (_, logits, labels, classes, message) => {
  expect(() => evaluate(logits, labels, classes)).toThrow(message)
})

function evaluate(
  logits: readonly number[],
  labels: readonly number[],
  classes: number,
  votes: readonly number[] | null = null,
  temperature?: number,
): Evaluation {
  const names = Array.from({ length: classes }, (_, k) => `class ${k}`)
  const options = { votes: votes === null ? undefined : Float32Array.from(votes), temperature }
  return evaluateLogits(Float32Array.from(logits), Uint8Array.from(labels), names, options)
}

/** Relative for numbers above 1, absolute for those below. */
function deviation(value: number, expected: number): number {
  return Math.abs(value - expected) / Math.max(1, Math.abs(expected))
}
