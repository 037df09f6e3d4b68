import { describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { type Augmentation, noAugmentation, studyAugmentation } from '#sweep/vision/augment/augmentation.js'
import { evaluationBatch } from '#sweep/vision/augment/evaluation-batch.js'
import { trainingBatch } from '#sweep/vision/augment/training-batch.js'

/** Pixel (y, x) of image i is 48 (y mod 5) + x + i + 1: it tells where it came from. The last image is symmetric. */
const count = 6
const images = Uint8Array.from({ length: count * 48 * 48 }, (_, at) => {
  const [image, y, x] = [Math.floor(at / 2304), Math.floor(at / 48) % 48, at % 48]
  return 48 * (y % 5) + (image === 5 ? Math.min(x, 47 - x) : x) + image + 1
})
const split = { count, images, labels: new Uint8Array(count) }
const shape = { height: 48, width: 48 }

interface Options {
  readonly augmentation?: Augmentation
  readonly crops?: 'random' | 'centre' | 'ten'
  readonly crop?: number
  readonly epoch?: number
  readonly seed?: number
}

/** The crops of every sample, one after another. */
function batch(indices: number[], options: Options = {}): Float32Array[] {
  const { augmentation = studyAugmentation, crops = 'random', crop = 40, epoch = 0, seed = 1 } = options
  const random = (name: string) => randomStream(seed, name)
  const samples = Uint32Array.from(indices)
  const pixels = trainingBatch({ split, shape, crop, crops, indices: samples, augmentation, epoch, random })
  const size = pixels.length / indices.length
  return indices.map((_, i) => pixels.slice(i * size, (i + 1) * size))
}

describe('a training batch', () => {
  test.each(['random', 'centre', 'ten'] as const)('gives a sample the same pixels in any batch (%s)', (crops) => {
    const [alone] = batch([3], { crops })
    expect(batch([5, 0, 3, 1], { crops })[2]).toEqual(alone)
    expect(batch([3, 3, 4], { crops }).slice(0, 2)).toEqual([alone, alone])
  })

  test('gives a sample other pixels in another epoch and with another seed', () => {
    expect(batch([3], { epoch: 1 })[0]).not.toEqual(batch([3])[0])
    expect(batch([3], { seed: 2 })[0]).not.toEqual(batch([3])[0])
  })

  test('without any step is a crop of the image', () => {
    const pixels = batch([2], { augmentation: noAugmentation })[0]!
    expect(crops(2).some((crop) => crop.every((value, i) => value === pixels[i]))).toBe(true)
  })

  test('with flip alone is the mirror image of a crop', () => {
    const pixels = batch([2], { augmentation: { ...noAugmentation, flipProbability: 1 } })[0]!
    const mirrored = pixels.map((_, i) => pixels[Math.floor(i / 40) * 40 + 39 - (i % 40)]!)
    expect(crops(2).some((crop) => crop.every((value, i) => value === mirrored[i]))).toBe(true)
  })

  test('draws every crop position, and flips half of the images', () => {
    const positions = new Set<number>()
    let flips = 0
    for (let epoch = 0; epoch < 400; epoch++) {
      positions.add(batch([1], { augmentation: noAugmentation, epoch })[0]![0]!)
      const pixels = batch([1], { augmentation: { ...noAugmentation, flipProbability: 0.5 }, epoch })[0]!
      if (pixels[0]! > pixels[1]!) flips++
    }
    // 9 columns; of the 9 rows of crops the first 5 differ.
    expect(positions.size).toBe(45)
    expect(flips).toBeGreaterThan(160)
    expect(flips).toBeLessThan(240)
  })

  test('puts the ten crops of an image next to one another, as evaluation does', () => {
    const trained = batch([4, 2], { augmentation: noAugmentation, crops: 'ten' })
    const evaluated = evaluationBatch({ split, shape, crop: 40, crops: 'ten', start: 2, end: 5 })
    expect(trained[0]).toEqual(evaluated.slice(2 * 16000))
    expect(trained[1]).toEqual(evaluated.slice(0, 16000))
  })

  test('erases each of the ten crops by itself', () => {
    const augmentation = { ...noAugmentation, erasingProbability: 0.5 }
    const counts = new Set<number>()
    let erased = 0
    for (let epoch = 0; epoch < 50; epoch++) {
      const pixels = batch([0], { augmentation, crops: 'ten', epoch })[0]!
      for (let crop = 0; crop < 10; crop++) {
        // No pixel of the image itself is 0.
        const zeros = pixels.subarray(crop * 1600, (crop + 1) * 1600).filter((value) => value === 0).length
        if (zeros > 0) erased++
        counts.add(zeros)
      }
    }
    expect(Math.abs(erased / 500 - 0.5)).toBeLessThan(0.09)
    expect(counts.size).toBeGreaterThan(100)
  })

  test.each<[string, keyof Augmentation, Partial<Augmentation>]>([
    ['resized crop', 'resizedCropProbability', { areaMin: 1, areaMax: 1, aspectMin: 1, aspectMax: 1 }],
    ['shift', 'shiftProbability', { shiftFraction: 0 }],
    ['flip', 'flipProbability', { resizedCropProbability: 0, shiftProbability: 0 }],
    ['rotation', 'rotationProbability', { rotationDegrees: 0 }],
    ['erasing', 'erasingProbability', { erasingAreaMin: 0, erasingAreaMax: 0 }],
  ])('leaves all other draws as they were where %s is switched off', (_, probability, changesNothing) => {
    const same = { ...studyAugmentation, ...changesNothing }
    // A flip changes nothing in image 5, which is its own mirror image.
    for (let epoch = 0; epoch < 20; epoch++) {
      const on = batch([5], { augmentation: { ...same, [probability]: 1 }, epoch })
      expect(batch([5], { augmentation: { ...same, [probability]: 0 }, epoch })).toEqual(on)
    }
  })

  test('is the whole image for a crop of its side', () => {
    const pixels = batch([1], { augmentation: noAugmentation, crop: 48 })[0]!
    expect(pixels).toEqual(Float32Array.from(images.subarray(2304, 4608), (gray) => gray / 255))
  })

  test('refuses a crop that does not fit, and a sample that is not there', () => {
    expect(() => batch([1], { crop: 49 })).toThrow(
      'crop: 49 does not fit in images of 48x48 pixels; write a whole number from 1 to 48',
    )
    expect(() => batch([6])).toThrow('sample 6 is not among the 6 images')
  })
})

test('evaluation takes the middle, from 0 to 1', () => {
  const pixels = evaluationBatch({ split, shape, crop: 40, crops: 'centre', start: 3, end: 5 })
  expect(pixels.length).toBe(3200)
  expect(pixels[0]).toBe(Math.fround(images[3 * 2304 + 4 * 48 + 4]! / 255))
  expect(pixels[3199]).toBe(Math.fround(images[4 * 2304 + 43 * 48 + 43]! / 255))
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
