import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawPng } from '#sweep/report/pictures/drawing.js'
import type { ShownSaliency } from '#sweep/report/pictures/saliency.js'
import { inferno, saliencySvg } from '#sweep/report/pictures/saliency.js'

const side = 2
const pixels = Float32Array.of(0, 0.2, 0.6, 1)
const map = Float32Array.of(0, 1, 0.5, 0)
const shown: ShownSaliency = {
  lines: ['How it was found.', `${'/far/away'.repeat(20)}/fer2013.csv`],
  side,
  images: [
    { name: 'PublicTest, image 3', label: 'Happy', predicted: 'Happy', probability: 0.99999, pixels, map },
    { name: 'PublicTest, image 8', label: 'Fear', predicted: 'Sad & "sorry"', probability: 0.51, pixels, map },
    {
      name: '/a/folder/with/a/long/name/of/photos/face.jpg',
      label: null,
      predicted: 'Sad',
      probability: 0.4,
      pixels,
      map,
    },
  ],
}

test('a gallery has a row for each image with its texts, and says the same to those who cannot see it', async () => {
  const svg = await saliencySvg('What <m> looks at', shown)
  expect(svg.match(/<image /g)).toHaveLength(9)
  const texts = svg.replace(/href="data:image\/png;base64,[^"]*"/g, 'href="…"')
  await expect(texts).toMatchFileSnapshot('../../../golden/saliency.svg')
})

test('its pictures are the face, the map in colors, and the face where the map is dark', async () => {
  const svg = await saliencySvg('What m looks at', { ...shown, images: shown.images.slice(0, 1) })
  const urls = [...svg.matchAll(/base64,([^"]*)"/g)].map(([, data]) => Buffer.from(data!, 'base64'))
  const decoded = await Promise.all(
    urls.map(async (png) => [...(await sharp(png).resize(side, side, { kernel: 'nearest' }).raw().toBuffer())]),
  )
  const grays = [0, 51, 153, 255].map((gray) => [gray, gray, gray])
  expect(decoded[0]).toEqual(grays.flat())
  expect(decoded[1]).toEqual([...map].flatMap((value) => [...inferno(value)]))
  const [first, second, , last] = [0, 1, 2, 3].map((i) => decoded[2]!.slice(3 * i, 3 * i + 3))
  expect([first, last]).toEqual([grays[0], grays[3]])
  expect(second).toEqual(inferno(1).map((part) => Math.round(0.85 * part + 0.15 * 51)))
})

test('the gallery is drawn with its pictures in place', async () => {
  const png = sharp(await drawPng(await saliencySvg('What m looks at', shown)))
  const { data, info } = await png.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  expect(info).toMatchObject({ width: 1508, channels: 3 })
  const colorAt = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
  // The middle of the brightest quarter of the first map.
  expect(colorAt(2 * (20 + 210 + 172 + 120), 2 * (20 + 30 + 2 * 18 + 28 + 40))).toEqual([...inferno(1)])
})

test('inferno begins black, ends light, and gets lighter all the way', () => {
  const lightness = Array.from({ length: 101 }, (_, i) => {
    const [red, green, blue] = inferno(i / 100)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  })
  for (const [i, value] of lightness.entries()) if (i > 0) expect(value).toBeGreaterThanOrEqual(lightness[i - 1]!)
  expect(inferno(-1)).toEqual(inferno(0))
  expect(inferno(2)).toEqual([252, 255, 164])
})
