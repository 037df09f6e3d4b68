import { describe, expect, test } from 'vitest'
import { calibrationError } from '#sweep/core/evaluation.js'
import { fitTemperature } from '#sweep/nn/calibration.js'
import { balancedAccuracy, classScores, macroF1, topKAccuracy } from '#sweep/nn/evaluation.js'
import { scoreLogits } from '#sweep/nn/loss.js'
import { averageCrops } from '#sweep/vision/fit/prediction.js'

describe('top-k accuracy', () => {
  test.each([
    ['finds the highest', [1, 3, 2], 1, 1, 1],
    ['finds the second of two', [1, 3, 2], 2, 2, 1],
    ['misses the third of two', [1, 3, 2], 0, 2, 0],
    ['counts everything when k is the number of classes', [1, 3, 2], 0, 3, 1],
    ['counts everything when k is larger', [1, 3, 2], 0, 5, 1],
    ['gives a tie to the lower class', [2, 2, 2], 1, 2, 1],
    ['does not give it to the higher one', [2, 2, 2], 2, 2, 0],
    ['misses where the own logit is NaN', [1, Number.NaN, 0], 1, 2, 0],
  ])('%s', (_, logits, label, k, expected) => {
    expect(topKAccuracy(logits, [label], k)).toBe(expected)
  })
})

test('a class that is missing counts in the mean of F1 and not in balanced accuracy', () => {
  const scores = classScores([
    [3, 1, 0],
    [0, 2, 0],
    [0, 0, 0],
  ])
  expect(scores[2]).toEqual({ count: 0, precision: 0, recall: 0, f1: 0 })
  expect(macroF1(scores)).toBeCloseTo((6 / 7 + 4 / 5) / 3, 12)
  expect(balancedAccuracy(scores)).toBeCloseTo((0.75 + 1) / 2, 12)
})

test('a confidence on the edge of two bins belongs to the lower one', () => {
  // Confidence 2/3 is the upper edge of bin 10 of 15. With another sample of bin 10 it is one bin: |1 + 0 - 2/3 - c| / 2.
  const confidence = 0.65
  const logits = [Math.log(2), 0, Math.log(confidence / (1 - confidence)), 0]
  expect(calibrationError(logits, [0, 1])).toBeCloseTo(Math.abs(1 - 2 / 3 - confidence) / 2, 12)
})

test('a temperature of logits that were scaled is scaled by as much', () => {
  const logits = [2, 0, 0, 1, 0, 3, 1, 1, 0, 0, 2, 1]
  const labels = [0, 1, 0, 1]
  const temperature = fitTemperature(logits, labels)
  const scaled = fitTemperature(
    logits.map((logit) => 50 * logit),
    labels,
  )
  expect(scaled / temperature).toBeCloseTo(50, 6)
})

test('votes for one class alone cost what its label costs', () => {
  const logits = [1, 2, 0.5, 3, Number.NEGATIVE_INFINITY, 1]
  const votes = [0, 1, 0, 1, 0, 0]
  const hard = scoreLogits(logits, [1, 0])
  const soft = scoreLogits(logits, [1, 0], votes)
  expect(soft.loss).toBeCloseTo(hard.loss, 12)
  expect(soft.correct).toBe(2)
})

test('the logits of a sample are the means of those of its crops', () => {
  // Two samples of three crops in two classes.
  const logits = Float32Array.from([1, 10, 2, 20, 6, 60, -1, 0, -2, 0, 0, 3])
  expect(averageCrops(logits, 3, 2)).toEqual(Float32Array.from([3, 30, -1, 1]))
  expect(averageCrops(logits, 1, 2)).toEqual(logits)
})
