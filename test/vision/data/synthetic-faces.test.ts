import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Dataset, Split } from '#sweep/vision/data/dataset.js'
import { synthesizeFaces } from '#sweep/vision/data/faces/synthesis.js'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { digest } from './digest.js'
import { type Samples, softmaxRegression } from './softmax-regression.js'

const imageSize = 48 * 48
const imagesOf = ({ splits }: Dataset) => Object.values(splits).flatMap(digests)

function digests({ count, images }: Split): string[] {
  return Array.from({ length: count }, (_, i) =>
    createHash('sha256')
      .update(images.subarray(i * imageSize, (i + 1) * imageSize))
      .digest('hex'),
  )
}

describe('synthetic faces', () => {
  test('are the same for the same seed', async () => {
    const source = { kind: 'synthetic', rows: 100, seed: 3 } as const
    expect(digest(await loadDataset(source, () => {}))).toEqual(digest(synthesizeFaces(source)))
  })

  test('are others for another seed', () => {
    const first = new Set(imagesOf(synthesizeFaces({ rows: 100, seed: 3 })))
    expect(imagesOf(synthesizeFaces({ rows: 100, seed: 4 })).filter((image) => first.has(image))).toEqual([])
  })

  test('are each unlike every other, within and between splits', () => {
    expect(new Set(imagesOf(synthesizeFaces({ rows: 700, seed: 3 }))).size).toBe(700)
  })

  test.each([
    [10, 8, 1, 1],
    [99, 79, 10, 10],
    [1000, 800, 100, 100],
  ])('%i rows are %i Training, %i PublicTest, %i PrivateTest', (rows, ...counts) => {
    const { splits } = synthesizeFaces({ rows, seed: 1 })
    expect(Object.entries(splits).map(([name, { count }]) => [name, count])).toEqual([
      ['Training', counts[0]],
      ['PublicTest', counts[1]],
      ['PrivateTest', counts[2]],
    ])
    for (const { count, images, labels } of Object.values(splits)) {
      expect([images.length, labels.length]).toEqual([count * imageSize, count])
    }
  })

  test('show every emotion equally often in each split, one more or less', () => {
    for (const { labels } of Object.values(synthesizeFaces({ rows: 500, seed: 2 }).splits)) {
      const counts = [0, 1, 2, 3, 4, 5, 6].map((emotion) => labels.filter((label) => label === emotion).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  test('do not depend on how many there are', () => {
    const few = synthesizeFaces({ rows: 64, seed: 9 })
    const many = synthesizeFaces({ rows: 311, seed: 9 })
    for (const [name, split] of Object.entries(few.splits)) {
      expect(digests(many.splits[name]!).slice(0, split.count)).toEqual(digests(split))
      expect(many.splits[name]!.labels.subarray(0, split.count)).toEqual(split.labels)
    }
  })

  test.each([[9], [0], [-5], [70.5], [Number.NaN]])('cannot be %d', (rows) => {
    expect(() => synthesizeFaces({ rows, seed: 1 })).toThrow(
      `synthetic faces: ${rows} rows, expected an integer of at least 10`,
    )
  })

  test('are beyond a linear model, which classes fewer than 60 % of unseen ones', () => {
    const { splits } = synthesizeFaces({ rows: 2000, seed: 1 })
    const accuracy = softmaxRegression(samples(splits.Training!), samples(splits.PublicTest!), 7, trained)
    expect(accuracy.training).toBeGreaterThan(0.5)
    expect(accuracy.validation).toBeGreaterThan(0.3)
    expect(accuracy.validation).toBeLessThan(0.6)
  })

  test('would not be beyond the same model if a block of pixels told the emotion', () => {
    const { splits } = synthesizeFaces({ rows: 700, seed: 1 })
    const accuracy = softmaxRegression(samples(told(splits.Training!)), samples(told(splits.PublicTest!)), 7, trained)
    expect(accuracy.validation).toBeGreaterThan(0.8)
  })
})

/** More steps, less decay or finer pixels change the validation accuracy by a few points only. */
const trained = { steps: 60, rate: 0.1, decay: 0.01 }

const shrink = 3

/** Pixels averaged over 3x3, every image brought to mean 0 and variance 1: [count, 16 * 16]. */
function samples({ count, images, labels }: Split): Samples {
  const side = 48 / shrink
  const features = side * side
  const inputs = new Float32Array(count * features)
  for (let row = 0; row < count; row++) {
    const input = inputs.subarray(row * features, (row + 1) * features)
    for (let i = 0; i < imageSize; i++) {
      const place = Math.floor(i / 48 / shrink) * side + Math.floor((i % 48) / shrink)
      input[place]! += images[row * imageSize + i]!
    }
    const mean = input.reduce((a, b) => a + b, 0) / features
    const deviation = Math.sqrt(input.reduce((a, b) => a + (b - mean) ** 2, 0) / features)
    for (let j = 0; j < features; j++) input[j] = (input[j]! - mean) / deviation
  }
  return { inputs, labels, features }
}

/** The same faces with a bright block at a place of its own for every emotion. */
function told({ count, images, labels }: Split): Split {
  const marked = images.slice()
  for (let row = 0; row < count; row++) {
    for (let y = 0; y < 3; y++)
      marked.fill(255, row * imageSize + y * 48 + 6 * labels[row]!, row * imageSize + y * 48 + 6 * labels[row]! + 6)
  }
  return { count, images: marked, labels }
}
