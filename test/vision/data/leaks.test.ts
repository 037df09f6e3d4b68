import { describe, expect, test } from 'vitest'
import type { Dataset, Split } from '#sweep/vision/data/dataset.js'
import { dropLeaks, findLeaks } from '#sweep/vision/data/splits/leaks.js'

/** Images of two pixels, all of class 1. */
const split = (...images: readonly (readonly [number, number])[]): Split => ({
  count: images.length,
  images: Uint8Array.from(images.flat()),
  labels: new Uint8Array(images.length).fill(1),
})

const dataset: Dataset = {
  classes: ['a', 'b'],
  height: 1,
  width: 2,
  splits: {
    Training: split([1, 2], [2, 1], [3, 4], [1, 2], [5, 6]),
    PublicTest: split([1, 2], [7, 8]),
    PrivateTest: split([5, 6], [5, 6], [4, 3]),
    Extra: split([3, 4], [9, 9]),
  },
}

describe('images that stand in a training and an evaluation split', () => {
  test('are found where all their pixels are the same', () => {
    expect(findLeaks(dataset, ['Training', 'Extra'], ['PublicTest', 'PrivateTest'])).toEqual([
      { train: 'Training', evaluation: 'PublicTest', places: [0, 3], scored: 1 },
      { train: 'Training', evaluation: 'PrivateTest', places: [4], scored: 2 },
    ])
  })

  test('are taken out of training alone', () => {
    const lines: string[] = []
    const clean = dropLeaks(dataset, ['Training', 'Extra'], ['PublicTest', 'PrivateTest'], (line) => lines.push(line))
    expect(clean).toEqual({ ...dataset, splits: { ...dataset.splits, Training: split([2, 1], [3, 4]) } })
    expect(clean.splits.Training!.images.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(lines).toEqual([
      'drop_leaks: 3 of the 5 images of Training are left out; those stand in PublicTest or PrivateTest too',
      'drop_leaks: 0 of the 2 images of Extra are left out; those stand in PublicTest or PrivateTest too',
    ])
    expect(findLeaks(clean, ['Training', 'Extra'], ['PublicTest', 'PrivateTest'])).toEqual([])
  })

  test('take their votes with them', () => {
    const votes = Float32Array.of(0, 1, 0.5, 0.5, 0.25, 0.75, 1, 0, 0.125, 0.875)
    const voted = { ...dataset, splits: { ...dataset.splits, Training: { ...dataset.splits.Training!, votes } } }
    const { Training } = dropLeaks(voted, ['Training'], ['PublicTest'], () => {}).splits
    expect(Training).toEqual({
      ...split([2, 1], [3, 4], [5, 6]),
      votes: Float32Array.of(0.5, 0.5, 0.25, 0.75, 0.125, 0.875),
    })
  })
})
