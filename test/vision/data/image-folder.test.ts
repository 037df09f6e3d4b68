import { copyFileSync } from 'node:fs'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { splitBySubject } from '#sweep/vision/data/image-listing.js'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()

async function load(imageSize?: number) {
  const lines: string[] = []
  const dataset = await loadDataset({ kind: 'file', path: at('faces'), imageSize }, (line) => lines.push(line))
  return { dataset, lines }
}

interface Drawn {
  readonly width?: number
  readonly height?: number
  /** Of every pixel in turn, and from the start again. */
  readonly values: readonly number[]
  /** 1 gray, 3 colours, 4 with opacity. */
  readonly channels?: 1 | 3 | 4
}

/** Writes an image below the folder, encoded as its name says. */
async function draw(name: string, { width = 2, height = 2, values, channels = 1 }: Drawn): Promise<void> {
  await mkdir(dirname(at('faces', name)), { recursive: true })
  const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => values[i % values.length]!)
  const image = sharp(pixels, { raw: { width, height, channels } }).toColourspace(channels === 1 ? 'b-w' : 'srgb')
  await (name.endsWith('.png') ? image.png() : image.jpeg({ quality: 100 })).toFile(at('faces', name))
}

const flat = (value: number): Drawn => ({ values: [value] })
const cache = () => at('faces.cache')
const labelsOf = ({ labels }: { readonly labels: Uint8Array }) => [...labels]

describe('a folder of images by split and class', () => {
  test('is read in an order that mixes the classes, PNG and JPEG', async () => {
    await draw('train/happy/b.png', flat(2))
    await draw('train/happy/a.JPG', flat(200))
    await draw('train/angry/z.jpeg', flat(90))
    await draw('test/sad/x.png', { values: [0, 50, 100, 255] })
    const { dataset, lines } = await load()
    expect(dataset).toEqual({
      classes: ['angry', 'happy', 'sad'],
      height: 2,
      width: 2,
      splits: {
        test: { count: 1, images: Uint8Array.of(0, 50, 100, 255), labels: Uint8Array.of(2) },
        train: {
          count: 3,
          images: Uint8Array.from([2, 200, 90].flatMap((value) => [value, value, value, value])),
          labels: Uint8Array.of(1, 1, 0),
        },
      },
    })
    expect(dataset.splits.train!.images.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(lines).toEqual([`${cache()}: written, so that the next start is quick`])
  })

  test('without splits is one split, all', async () => {
    await draw('b/1.png', flat(1))
    await draw('a/2.png', flat(2))
    const { dataset } = await load()
    expect(dataset.classes).toEqual(['a', 'b'])
    expect(Object.entries(dataset.splits).map(([name, split]) => [name, labelsOf(split)])).toEqual([['all', [0, 1]]])
  })

  test('becomes gray as 0.299 R + 0.587 G + 0.114 B, whatever is transparent', async () => {
    await draw('a/2.png', { values: [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 100, 200], channels: 3 })
    await draw('a/1.png', { values: [255, 255, 255, 0], channels: 4 })
    const { images } = (await load()).dataset.splits.all!
    expect([...images]).toEqual([76, 150, 29, 84, 255, 255, 255, 255])
  })

  test('says what it leaves out', async () => {
    await draw('a/1.png', flat(1))
    await writeFile(at('faces', 'a', 'notes.txt'), 'hello')
    await writeFile(at('faces', 'README.md'), 'hello')
    await writeFile(at('faces', '.DS_Store'), 'hello')
    const { lines } = await load()
    expect(lines[0]).toBe(`${at('faces')}: left out, as they are no PNG or JPEG of a class: README.md and 1 more`)
  })

  test('has no class for a folder without images, with a cache or without', async () => {
    await draw('a/1.png', flat(1))
    await draw('c/2.png', flat(2))
    await mkdir(at('faces', 'b'))
    await mkdir(at('faces', 'd'))
    await writeFile(at('faces', 'd', 'notes.txt'), 'hello')
    const first = await load()
    expect(first.lines[1]).toBe(`${at('faces')}: left out, as classes without images: b and 1 more`)
    expect(first.dataset.classes).toEqual(['a', 'c'])
    expect([...labelsOf(first.dataset.splits.all!)].sort()).toEqual([0, 1])
    await mkdir(at('faces', 'aa'))
    const cached = await load()
    expect(cached.lines).toEqual([first.lines[0], `${at('faces')}: left out, as classes without images: aa and 2 more`])
    expect(cached.dataset).toEqual(first.dataset)
  })

  test('has the classes of all its splits, though one has no image of some', async () => {
    await draw('train/a/1.png', flat(1))
    await draw('test/b/1.png', flat(2))
    await mkdir(at('faces', 'test', 'a'))
    await mkdir(at('faces', 'test', 'c'))
    const { dataset, lines } = await load()
    expect(dataset.classes).toEqual(['a', 'b'])
    expect(lines[0]).toBe(`${at('faces')}: left out, as classes without images: c`)
  })

  test('is resized to squares where a size is given: the shorter side fits, the middle stays', async () => {
    // Left and right columns black, and 4x4 in the middle 200.
    await draw('a/2.png', { width: 8, height: 4, values: [0, 0, 200, 200, 200, 200, 0, 0] })
    await draw('a/1.png', { width: 6, height: 6, values: [77] })
    const { height, width, splits } = (await load(2)).dataset
    expect([height, width]).toEqual([2, 2])
    expect([...splits.all!.images].slice(4)).toEqual([77, 77, 77, 77])
    for (const value of [...splits.all!.images].slice(0, 4)) expect(value).toBeGreaterThan(150)
    const other = await load(3)
    expect(other.lines[0]).toContain('faces.cache: the cache is of an older state')
    expect(other.dataset.width).toBe(3)
  })
})

describe('the cache beside a folder of images', () => {
  test('is read as long as names, sizes and times are the same', async () => {
    await draw('a/1.png', flat(1))
    await draw('b/2.png', flat(2))
    const first = await load()
    expect(await readdir(at())).toEqual(['faces', 'faces.cache'])
    const again = await load()
    expect(again.lines).toEqual([])
    expect(again.dataset).toEqual(first.dataset)
  })

  test.each<[string, () => Promise<void>]>([
    ['an image is added', () => draw('b/0.png', flat(9))],
    ['an image is written again', () => utimes(at('faces', 'b', '2.png'), 1_700_000_000, 1_700_000_000)],
  ])('is made anew when %s', async (_, change) => {
    await draw('a/1.png', flat(1))
    await draw('b/2.png', flat(2))
    await load()
    await change()
    const { lines, dataset } = await load()
    expect(lines[0]).toContain('the cache is of an older state')
    expect(dataset.splits.all!.count).toBe((await readdir(at('faces', 'b'))).length + 1)
    expect((await load()).lines).toEqual([])
  })
})

test('a folder to which an image comes while it is read is refused', async () => {
  await draw('a/1.png', flat(1))
  await load()
  await draw('b/2.png', flat(2))
  // That the cache is of an older state is said after the folder was listed, and before it is read.
  const loading = loadDataset({ kind: 'file', path: at('faces') }, (line) => {
    if (line.includes('older state')) copyFileSync(at('faces', 'a', '1.png'), at('faces', 'a', '3.png'))
  })
  await expect(loading).rejects.toMatchObject({
    name: 'DataError',
    message: `${at('faces')}: it changed while it was read; start again when it is complete`,
  })
  expect((await load()).dataset.splits.all!.count).toBe(3)
})

describe('a folder laid out as CK+', () => {
  const subjects = Array.from({ length: 60 }, (_, i) => `S${String(i + 1).padStart(3, '0')}`)

  test('is split by subject, and a subject stays where it is whatever else is there', async () => {
    const pathsOf = (some: readonly string[]) =>
      some.flatMap((subject) => [`anger/${subject}_004_00000017.png`, `happy/${subject}_005_00000011.png`])
    // The value of an image tells its subject.
    for (const [i, path] of pathsOf(subjects).entries()) await draw(path, flat(Math.floor(i / 2)))
    const { dataset, lines } = await load()
    const of = Object.entries(dataset.splits).map(([name, { images }]) => [name, new Set(images)] as const)
    expect(of.map(([name]) => name)).toEqual(['train', 'validation', 'test'])
    const sizes = of.map(([, { size }]) => size)
    expect(sizes.reduce((a, b) => a + b)).toBe(60)
    expect(lines[0]).toBe(
      `${at('faces')}: split by the subjects of CK+, no subject in two splits: train ${sizes[0]}, validation ${sizes[1]}, test ${sizes[2]}`,
    )
    for (const { labels, count } of Object.values(dataset.splits)) {
      expect(labelsOf({ labels }).filter((label) => label === 0)).toHaveLength(count / 2)
    }
    expect(dataset.bySubject).toBe(true)
    expect((await load()).dataset).toEqual(dataset)
    await draw('sad/S999_001_00000001.png', flat(99))
    const more = (await load()).dataset.splits
    for (const [name, values] of of) {
      expect(new Set([...more[name]!.images].filter((value) => value !== 99))).toEqual(values)
    }
  })

  test('has about 80, 10 and 10 % of all subjects that can be named', () => {
    const images = Array.from({ length: 999 }, (_, i) => ({
      path: `anger/S${String(i + 1).padStart(3, '0')}_001_00000001.png`,
      label: 0,
    }))
    const shares = splitBySubject('faces', { name: 'all', images }, () => {})!.map((split) => split.images.length / 999)
    for (const [i, share] of [0.8, 0.1, 0.1].entries()) expect(Math.abs(shares[i]! - share)).toBeLessThan(0.03)
  })

  test('is refused where one image is named otherwise', async () => {
    await draw('anger/S010_004_00000017.png', flat(1))
    await draw('anger/me.png', flat(1))
    await expect(load()).rejects.toMatchObject({
      name: 'DataError',
      message: `${at('faces')}: anger/me.png is not named as the others are, S010_004_00000017.png, so its subject is unknown; rename it or take it out`,
    })
  })
})

describe('a folder of images is refused', () => {
  test('where one image has another size', async () => {
    await draw('a/2.png', flat(1))
    await draw('a/1.png', { width: 3, values: [1] })
    await expect(load()).rejects.toMatchObject({
      name: 'DataError',
      message: `${at('faces', 'a', '1.png')}: 3x2 pixels, expected 2x2 as in ${at('faces', 'a', '2.png')}; set image_size to resize all to squares of that side`,
    })
  })

  test.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['is cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['is empty', () => new Uint8Array()],
    ['is something else', () => Buffer.from('hello')],
  ])('where an image %s', async (_, damage) => {
    await draw('a/1.jpg', { width: 32, height: 32, values: [5, 90, 200, 31, 7] })
    await draw('a/2.jpg', { width: 32, height: 32, values: [90, 200, 5] })
    await writeFile(at('faces', 'a', '2.jpg'), damage(await readFile(at('faces', 'a', '2.jpg'))))
    const message = expect.stringContaining(`${at('faces', 'a', '2.jpg')}: cannot be decoded (`)
    await expect(load()).rejects.toMatchObject({ name: 'DataError', message })
    expect(await readdir(at())).toEqual(['faces'])
  })

  const layouts = 'expected CLASS/*.png or SPLIT/CLASS/*.png (.jpg, .jpeg)'

  test.each<[string, readonly string[], string]>([
    [
      'where images stand beside folders',
      ['a/1.png', 'b/c/1.png'],
      `: images stand in a/ itself, and folders in b/; expected one layout, ${layouts.slice(9)}`,
    ],
    ['where folders go deeper', ['a/b/c/1.png'], `/a/b/c: a folder within that of a class; ${layouts}`],
  ])('%s', async (_, names, message) => {
    for (const name of names) await draw(name, flat(1))
    await expect(load()).rejects.toMatchObject({ name: 'DataError', message: `${at('faces')}${message}` })
  })

  test('where a split has no image', async () => {
    await draw('train/a/1.png', flat(1))
    await mkdir(at('faces', 'test', 'a'), { recursive: true })
    await expect(load()).rejects.toThrow(`${at('faces', 'test')}: no folder of a class with images in it; ${layouts}`)
  })
})

test('image_size is refused for data that is not resized', async () => {
  await mkdir(at('faces'))
  const idx = (shape: readonly number[], data: readonly number[]) =>
    Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap((size) => [0, 0, 0, size]), ...data])
  await writeFile(at('faces', 'train-images-idx3-ubyte'), idx([1, 1, 2], [3, 4]))
  await writeFile(at('faces', 'train-labels-idx1-ubyte'), idx([1], [0]))
  await expect(load(4)).rejects.toThrow(/image_size: .*faces has images of 2x1 pixels, and only folders of image files/)
})
