import { expect, test } from 'vitest'
import { chooseExamples } from '#sweep/vision/saved/examples.js'

const shares = [
  [0.2, 0.8], // of class 1, recognized
  [0.6, 0.4], // of class 1, missed
  [0.9, 0.1], // of class 0
  [0.1, 0.9], // of class 1, recognized more surely
  [0.1, 0.9], // as sure, but later
  [0.7, 0.3], // of class 1, missed by more
]
const said = { probabilities: shares.flat(), predicted: [1, 0, 0, 1, 1, 0], labels: [1, 1, 0, 1, 1, 1] }

test('examples of a class are those recognized most surely, then those nearly recognized', () => {
  expect(chooseExamples(said, 1, 10)).toEqual([3, 4, 0, 1, 5])
  expect(chooseExamples(said, 1, 2)).toEqual([3, 4])
  expect(chooseExamples(said, 0, 2)).toEqual([2])
  expect(chooseExamples({ ...said, labels: [1, 1, 1, 1, 1, 1] }, 0, 2)).toEqual([])
})
