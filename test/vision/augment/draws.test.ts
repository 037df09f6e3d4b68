import { describe, expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { drawRotation, drawShift } from '#sweep/vision/augment/affine.js'
import { noAugmentation, studyAugmentation } from '#sweep/vision/augment/augmentation.js'
import { drawErasing } from '#sweep/vision/augment/erasing.js'
import { drawResizedCrop } from '#sweep/vision/augment/resized-crop.js'

const shape = { height: 48, width: 48 }
const samples = 20_000
const at = Array.from({ length: samples }, (_, i) => i)
const stream = randomStream(3, 'draws')

describe('a resized crop', () => {
  const boxes = at.map((i) => drawResizedCrop(stream.at(i), shape, studyAugmentation)!)

  test('lies within the image, its area and aspect within their ranges but for rounding', () => {
    const wrong = boxes.filter(({ top, left, height, width }) => {
      const isInside = top >= 0 && left >= 0 && top + height <= 48 && left + width <= 48
      const isLarge = (height + 0.5) * (width + 0.5) > 0.8 * 2304
      return !(isInside && isLarge && (width + 0.5) / (height - 0.5) > 3 / 4 && (width - 0.5) / (height + 0.5) < 4 / 3)
    })
    expect(wrong).toEqual([])
  })

  test('is the whole image as often as ten tries fail', () => {
    // By quadrature: the share of (area, log aspect) whose rounded sides fit; whole either by that or after ten failures.
    const { fits, whole } = shares(48, 0.8, 1.2)
    const expected = (1 - (1 - fits) ** 10) * (whole / fits) + (1 - fits) ** 10
    const seen = boxes.filter(({ height, width }) => height === 48 && width === 48).length / samples
    expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / samples))
    expect(fits).toBeLessThan(0.4)
  })

  test('lies anywhere', () => {
    const offsets = boxes.filter(({ height }) => height === 45).map(({ top }) => top)
    for (const top of [0, 1, 2, 3]) {
      expect(Math.abs(share(offsets, (each) => each === top) - 1 / 4)).toBeLessThan(0.05)
    }
  })

  test.each([
    ['a wide image', { height: 10, width: 40 }, { top: 0, left: 13, height: 10, width: 13 }],
    ['a high image', { height: 40, width: 10 }, { top: 13, left: 0, height: 13, width: 10 }],
    ['an allowed image', { height: 10, width: 11 }, { top: 0, left: 0, height: 10, width: 11 }],
  ])('that never fits is the middle of %s', (_, odd, box) => {
    const tooLarge = { ...studyAugmentation, areaMin: 30, areaMax: 40 }
    expect(drawResizedCrop(stream, odd, tooLarge)).toEqual(box)
  })
})

describe('a shift', () => {
  const shifts = at.flatMap((i) => drawShift(stream.at(i), { height: 48, width: 30 }, studyAugmentation) ?? [])

  test('happens to half of the images', () => {
    expect(Math.abs(shifts.length / samples - 0.5)).toBeLessThan(0.015)
  })

  test('takes every whole number of pixels up to 20 % of the side, the outermost less often', () => {
    // Within 9.6 rows, the last is drawn for 9.5 to 9.6 only.
    const counts = new Map<number, number>()
    for (const { downBy } of shifts) counts.set(downBy, (counts.get(downBy) ?? 0) + 1)
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, i) => i - 10))
    expect(Math.abs(counts.get(3)! / shifts.length - 1 / 19.2)).toBeLessThan(0.01)
    expect(counts.get(10)! / shifts.length).toBeLessThan(0.015)
    expect(Math.max(...shifts.map(({ rightBy }) => rightBy))).toBe(6)
    expect(Math.min(...shifts.map(({ rightBy }) => rightBy))).toBe(-6)
  })
})

test('a rotation happens to half of the images, evenly from -10 to 10 degrees', () => {
  const angles = at.flatMap((i) => drawRotation(stream.at(i), studyAugmentation) ?? [])
  expect(Math.abs(angles.length / samples - 0.5)).toBeLessThan(0.015)
  expect(angles.every((angle) => Math.abs(angle) <= 10)).toBe(true)
  expect(Math.abs(share(angles, (angle) => angle > 5) - 0.25)).toBeLessThan(0.02)
  expect(Math.abs(share(angles, (angle) => angle < -5) - 0.25)).toBeLessThan(0.02)
})

describe('an erased box', () => {
  const boxes = at.flatMap((i) => drawErasing(stream.at(i), 40, studyAugmentation) ?? [])

  test('is drawn for half of the crops', () => {
    expect(Math.abs(boxes.length / samples - 0.5)).toBeLessThan(0.015)
  })

  test('lies within the crop, its area and aspect within their ranges but for rounding', () => {
    const wrong = boxes.filter(({ top, left, height, width }) => {
      const isInside = top >= 0 && left >= 0 && top + height <= 40 && left + width <= 40
      const isOfArea = (height + 0.5) * (width + 0.5) > 0.02 * 1600 && (height - 0.5) * (width - 0.5) < 0.33 * 1600
      return !(isInside && isOfArea && (height + 0.5) / (width - 0.5) > 0.3 && (height - 0.5) / (width + 0.5) < 3.3)
    })
    expect(wrong).toEqual([])
  })

  test('is as often high as wide but for what the upper aspect allows more', () => {
    // Logarithms from ln 0.3 to ln 3.3: ln 3.3 / ln 11 of them above 0.
    const high = share(boxes, ({ height, width }) => height > width)
    const wide = share(boxes, ({ height, width }) => height < width)
    expect(Math.abs(high / (high + wide) - Math.log(3.3) / Math.log(11))).toBeLessThan(0.02)
  })

  test('is none where ten tries leave nothing beside it', () => {
    const whole = { ...studyAugmentation, erasingProbability: 1, erasingAreaMin: 1, erasingAreaMax: 1 }
    expect(drawErasing(stream, 40, { ...whole, erasingAspectMin: 1, erasingAspectMax: 1 })).toBeUndefined()
  })
})

test('nothing happens at probability 0', () => {
  for (const i of at.slice(0, 100)) {
    expect(drawResizedCrop(stream.at(i), shape, noAugmentation)).toBeUndefined()
    expect(drawShift(stream.at(i), shape, noAugmentation)).toBeUndefined()
    expect(drawRotation(stream.at(i), noAugmentation)).toBeUndefined()
    expect(drawErasing(stream.at(i), 40, noAugmentation)).toBeUndefined()
  }
})

/** Of all areas and aspects: which fit in a square, and which come out as the whole of it. */
function shares(side: number, areaMin: number, areaMax: number) {
  const cells = 1000
  let [fits, whole] = [0, 0]
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const area = side * side * (areaMin + ((areaMax - areaMin) * (i + 0.5)) / cells)
      const aspect = (3 / 4) * (16 / 9) ** ((j + 0.5) / cells)
      const [width, height] = [Math.round(Math.sqrt(area * aspect)), Math.round(Math.sqrt(area / aspect))]
      if (width <= side && height <= side) fits++
      if (width === side && height === side) whole++
    }
  }
  return { fits: fits / cells ** 2, whole: whole / cells ** 2 }
}

function share<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.filter(holds).length / values.length
}
