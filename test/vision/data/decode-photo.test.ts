import { mkdir, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { decodeGray, decodePhoto } from '#sweep/vision/data/decoding.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()
const folder = () => at('photos')
beforeEach(() => mkdir(folder(), { recursive: true }))

/** A picture of so many pixels whose grays rise along both sides. */
function slope(width: number, height: number) {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)]
    return (160 * x) / width + (90 * y) / height
  })
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

async function photoOf(side: number, box?: { x: number; y: number; width: number; height: number }) {
  const { pixels } = await decodePhoto(at('photos', 'a.png'), { height: side, width: side }, box)
  return [...pixels]
}

describe('a photo', () => {
  test('becomes what an image of a folder to train on becomes', async () => {
    await slope(90, 60).png().toFile(at('photos', 'a.png'))
    const gray = await decodeGray(at('photos', 'a.png'), 24)
    expect(await decodePhoto(at('photos', 'a.png'), { height: 24, width: 24 }, undefined)).toEqual(gray)
  })

  test('is turned as its camera says, and its box is one of the turned image', async () => {
    const turned = { orientation: 6 } // by a quarter, clockwise
    await slope(90, 60).withMetadata(turned).png().toFile(at('photos', 'a.png'))
    const upright = await sharp(await slope(90, 60).png().toBuffer())
      .rotate(90)
      .png()
      .toBuffer()
    await writeFile(at('photos', 'b.png'), upright)
    const box = { x: 10, y: 50, width: 40, height: 40 }
    const expected = await decodePhoto(at('photos', 'b.png'), { height: 12, width: 12 }, box)
    expect(await photoOf(12, box)).toEqual([...expected.pixels])
    expect(await photoOf(12)).not.toEqual(await photoOf(12, box))
  })

  test('is cut to its box before it is resized', async () => {
    await slope(40, 40).png().toFile(at('photos', 'a.png'))
    const whole = await photoOf(40)
    const part = await photoOf(8, { x: 4, y: 20, width: 8, height: 8 })
    expect(part).toEqual(Array.from({ length: 64 }, (_, i) => whole[(20 + Math.floor(i / 8)) * 40 + 4 + (i % 8)]))
  })

  test('lies on white where it is transparent, in color and in gray', async () => {
    const clear = { width: 4, height: 4, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } } as const
    await sharp({ create: clear }).png().toFile(at('photos', 'a.png'))
    expect(new Set(await photoOf(4))).toEqual(new Set([255]))
    await sharp({ create: clear }).toColourspace('b-w').png().toFile(at('photos', 'a.png'))
    expect(new Set(await photoOf(4))).toEqual(new Set([255]))
  })

  test.each(['webp', 'jpeg', 'tiff', 'gif', 'avif'] as const)('may be %s', async (format) => {
    const flat = { width: 20, height: 10, channels: 3, background: { r: 120, g: 120, b: 120 } } as const
    await writeFile(at('photos', 'a.png'), await sharp({ create: flat }).toFormat(format).toBuffer())
    for (const pixel of await photoOf(8)) expect(Math.abs(pixel - 120)).toBeLessThan(3)
  })

  test('that cannot be used is refused by its name, with why', async () => {
    const of = (name: string, box?: { x: number; y: number; width: number; height: number }) =>
      decodePhoto(at('photos', name), { height: 8, width: 8 }, box)
    await slope(30, 20).png().toFile(at('photos', 'a.png'))
    await writeFile(at('photos', 'text.png'), 'no image')
    const whole = await slope(60, 60).png().toBuffer()
    await writeFile(at('photos', 'cut.png'), whole.subarray(0, whole.length / 2))
    await expect(of('none.png')).rejects.toThrow(`${at('photos', 'none.png')}: no such file`)
    await expect(of('.')).rejects.toThrow('a folder, expected an image')
    await expect(of('text.png')).rejects.toThrow(/text.png: cannot be decoded as an image/)
    await expect(of('cut.png')).rejects.toThrow(/cut.png: cannot be decoded as an image/)
    await expect(of('a.png', { x: 10, y: 0, width: 21, height: 20 })).rejects.toThrow(
      'the box 10,0,21,20 (x, y, width, height) does not lie in its 30x20 pixels',
    )
  })
})
