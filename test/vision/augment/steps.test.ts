import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { flip, rotate, shift } from '#sweep/vision/augment/affine.js'
import { cutCrop, tenCrop } from '#sweep/vision/augment/crops.js'
import { erase } from '#sweep/vision/augment/erasing.js'
import type { ImageShape } from '#sweep/vision/augment/geometry.js'
import { createResizeBuffers, resize } from '#sweep/vision/augment/resized-crop.js'
import { equalize, equalizeSplit } from '#sweep/vision/data/splits/split.js'
import { pattern } from './pattern.js'

interface Digest {
  readonly sha256: string
}
type Four = readonly [number, number, number, number]

/** What torchvision and Pillow make of the same patterns. */
const reference: {
  readonly resized_crop: readonly { readonly box: Four; readonly pixels: readonly number[] }[]
  readonly resized_crops: Digest
  readonly smaller: { readonly size: readonly [number, number]; readonly pixels: readonly number[] }
  readonly shift: readonly { readonly by: readonly [number, number]; readonly pixels: readonly number[] }[]
  readonly rotate: readonly { readonly degrees: number; readonly pixels: readonly number[] }[]
  readonly rotations: Digest
  readonly equalize: readonly (readonly number[])[]
  readonly equalized: Digest
  readonly ten_crop: Digest
  readonly odd_ten_crop: Digest
  readonly erase: Digest & { readonly box: Four }
} = JSON.parse(readFileSync(new URL('../../reference/augment.json', import.meta.url), 'utf8'))

const smallShape = { height: 13, width: 16 }
const largeShape = { height: 48, width: 48 }
const small = pattern(13, 16)
const large = pattern(48, 48)

describe('to the last bit as torchvision on Pillow images:', () => {
  test.each(reference.resized_crop)('the crop $box resized to the size of the image', ({ box, pixels }) => {
    expect([...resizedCrop(small, smallShape, box, smallShape)]).toEqual(pixels)
  })

  test('crops of many sizes resized to 48x48', () => {
    const results = []
    for (let height = 30; height <= 48; height++) {
      for (let width = 30; width <= 48; width += 3) {
        const box = [48 - height, Math.floor((48 - width) / 2), height, width] as const
        results.push(resizedCrop(large, largeShape, box, largeShape))
      }
    }
    expect(digest(results)).toBe(reference.resized_crops.sha256)
  })

  test('an image made smaller', () => {
    const [height, width] = reference.smaller.size
    const pixels = resizedCrop(small, smallShape, [0, 0, 13, 16], { height, width })
    expect([...pixels]).toEqual(reference.smaller.pixels)
  })

  test.each(reference.shift)('a shift by $by', ({ by: [down, right], pixels }) => {
    const shifted = dirty(small.length)
    shift(small, smallShape, down, right, shifted)
    expect([...shifted]).toEqual(pixels)
  })

  test.each(reference.rotate)('a rotation by $degrees degrees', ({ degrees, pixels }) => {
    const rotated = dirty(small.length)
    rotate(small, smallShape, degrees, rotated)
    expect([...rotated]).toEqual(pixels)
  })

  test('rotations of 48x48 by -45 to 45 degrees in steps of a tenth', () => {
    const results = Array.from({ length: 901 }, (_, i) => {
      const rotated = dirty(large.length)
      rotate(large, largeShape, (i - 450) / 10, rotated)
      return rotated
    })
    expect(digest(results)).toBe(reference.rotations.sha256)
  })

  test('histogram equalisation', () => {
    const flat = small.map((gray) => 100 + Math.floor(gray / 8))
    for (const [i, image] of [small.slice(), flat].entries()) {
      equalize(image)
      expect([...image]).toEqual(reference.equalize[i])
    }
    const equalized = large.slice()
    equalize(equalized)
    expect(digest([equalized])).toBe(reference.equalized.sha256)
  })

  test.each([
    ['48x48 to 40', large, largeShape, 40, reference.ten_crop],
    ['13x16 to 10', small, smallShape, 10, reference.odd_ten_crop],
  ] as const)('the ten crops of %s, scaled to 0..1 in float32', (_, image, shape, side, { sha256 }) => {
    const pixels = new Float32Array(10 * side * side)
    const places = tenCrop(shape, side)
    for (const [i, place] of places.entries()) cutCrop(image, shape.width, place, side, pixels, i * side * side)
    expect(digest([pixels])).toBe(sha256)
  })

  test('an erased box', () => {
    const [top, left, height, width] = reference.erase.box
    const pixels = new Float32Array(3 * 1600).fill(1)
    erase(pixels, 1600, 40, { top, left, height, width })
    expect(digest([pixels.slice(1600, 3200)])).toBe(reference.erase.sha256)
    expect([...pixels.slice(0, 1600), ...pixels.slice(3200)].every((value) => value === 1)).toBe(true)
  })
})

test.each([4, 5])('a flip mirrors rows of %i pixels', (width) => {
  const image = pattern(3, width)
  const flipped = image.slice()
  flip(flipped, { height: 3, width })
  expect(flipped).toEqual(image.map((_, i) => image[Math.floor(i / width) * width + width - 1 - (i % width)]!))
})

test('equalisation leaves an image of one gray as it is', () => {
  const image = new Uint8Array(100).fill(7)
  equalize(image)
  expect(image).toEqual(new Uint8Array(100).fill(7))
})

test('a split is equalised image by image, in a copy', () => {
  const images = Uint8Array.from([...large, ...large.map((gray) => gray >> 1)])
  const split = { count: 2, images, labels: Uint8Array.from([3, 4]) }
  const before = images.slice()
  const equalized = equalizeSplit(split)
  expect(images).toEqual(before)
  expect(equalized.labels).toBe(split.labels)
  for (const start of [0, 2304]) {
    const alone = images.slice(start, start + 2304)
    equalize(alone)
    expect(equalized.images.slice(start, start + 2304)).toEqual(alone)
  }
})

function resizedCrop(image: Uint8Array, shape: ImageShape, box: Four, to: ImageShape): Uint8Array {
  const [top, left, height, width] = box
  const pixels = dirty(to.height * to.width)
  resize(image, shape, { top, left, height, width }, pixels, createResizeBuffers(shape, to))
  return pixels
}

/** A buffer that has been used before. */
function dirty(length: number): Uint8Array {
  return new Uint8Array(length).fill(201)
}

function digest(arrays: readonly (Uint8Array | Float32Array)[]): string {
  const hash = createHash('sha256')
  for (const array of arrays) hash.update(array)
  return hash.digest('hex')
}
