import { describe, expect, test } from 'vitest'
import { randomStream } from '../../dist/core/random.js'
import { centreCrops } from '../../dist/train/augment/centre-crops.js'
import { trainingBatch } from '../../dist/train/augment/training-batch.js'

/** Pixel (y, x) of image i is 48 (y mod 5) + x + i: it tells where it came from. */
const count = 6
const images = Uint8Array.from({ length: count * 48 * 48 }, (_, at) => {
  const [image, y, x] = [Math.floor(at / 2304), Math.floor(at / 48) % 48, at % 48]
  return 48 * (y % 5) + x + image + 1
})
const split = { count, images, labels: new Uint8Array(count) }
const random = randomStream(1, 'augment')
const none = { flipProbability: 0, shiftProbability: 0, shiftFraction: 0.2 }
const always = { flipProbability: 1, shiftProbability: 1, shiftFraction: 0.2 }

function batch(indices: number[], augmentation = always, epoch = 0): Float32Array[] {
  const pixels = trainingBatch({ split, indices: Uint32Array.from(indices), augmentation, epoch, random })
  return indices.map((_, i) => pixels.slice(i * 1600, (i + 1) * 1600))
}

describe('augmentation', () => {
  test('gives a sample the same pixels whatever the batch around it', () => {
    const [alone] = batch([3])
    const among = batch([5, 0, 3, 1])
    expect(among[2]).toEqual(alone)
  })

  test('gives a sample other pixels in another epoch', () => {
    expect(batch([3], always, 1)[0]).not.toEqual(batch([3])[0])
  })

  test('without flip and shift is a crop of the image', () => {
    const pixels = batch([2], none)[0]!
    const found = crops(2).some((crop) => crop.every((value, i) => value === pixels[i]))
    expect(found).toBe(true)
  })

  test('with flip alone is the mirror image of a crop', () => {
    const pixels = batch([2], { ...none, flipProbability: 1 })[0]!
    const mirrored = pixels.map((_, i) => pixels[Math.floor(i / 40) * 40 + 39 - (i % 40)]!)
    expect(crops(2).some((crop) => crop.every((value, i) => value === mirrored[i]))).toBe(true)
  })

  test('shifts by up to 20 % and fills with 0, and leaves the crop where it was', () => {
    const shifts = new Set<number>()
    for (let epoch = 0; epoch < 200; epoch++) {
      const pixels = batch([0], { ...none, shiftProbability: 1 }, epoch)[0]!
      const still = batch([0], none, epoch)[0]!
      // Rows that a shift brings in are black; image 0 itself has no black pixel.
      const top = firstRow(pixels, (value) => value > 0)
      const bottom = 39 - lastRow(pixels, (value) => value > 0)
      expect(top).toBeLessThanOrEqual(10)
      expect(bottom).toBeLessThanOrEqual(10)
      expect(still.every((value) => value > 0)).toBe(true)
      shifts.add(top - bottom)
    }
    expect(shifts.size).toBeGreaterThan(10)
  })

  test('draws every crop position, and flips half of the images', () => {
    const positions = new Set<number>()
    let flips = 0
    for (let epoch = 0; epoch < 400; epoch++) {
      positions.add(batch([1], none, epoch)[0]![0]!)
      const pixels = batch([1], { ...none, flipProbability: 0.5 }, epoch)[0]!
      if (pixels[0]! > pixels[1]!) flips++
    }
    // 9 columns; of the 9 rows of crops the first 5 differ.
    expect(positions.size).toBe(45)
    expect(flips).toBeGreaterThan(160)
    expect(flips).toBeLessThan(240)
  })
})

test('evaluation takes the middle, from 0 to 1', () => {
  const pixels = centreCrops(split, 4, 6)
  expect(pixels.length).toBe(3200)
  expect(pixels[0]).toBe(Math.fround(images[4 * 2304 + 4 * 48 + 4]! / 255))
  expect(pixels[3199]).toBe(Math.fround(images[5 * 2304 + 43 * 48 + 43]! / 255))
})

/** Every 40x40 crop of an image; rows repeat after 5, so only the first 5 tops differ. */
function crops(image: number): Float32Array[] {
  return Array.from({ length: 45 }, (_, k) =>
    Float32Array.from({ length: 1600 }, (_, i) => {
      const [y, x] = [Math.floor(k / 9) + Math.floor(i / 40), (k % 9) + (i % 40)]
      return images[image * 2304 + y * 48 + x]! / 255
    }),
  )
}

function firstRow(pixels: Float32Array, holds: (value: number) => boolean): number {
  return Math.floor(pixels.findIndex(holds) / 40)
}

function lastRow(pixels: Float32Array, holds: (value: number) => boolean): number {
  return Math.floor(pixels.findLastIndex(holds) / 40)
}
