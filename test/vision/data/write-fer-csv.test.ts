import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '#sweep/vision/data/dataset.js'
import { synthesizeFaces } from '#sweep/vision/data/faces/synthesis.js'
import { writeFerCsv } from '#sweep/vision/data/fer/format.js'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { digest } from './digest.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()

describe('a written fer2013 CSV file', () => {
  test('is read back as it was, from the file and from the cache, over many chunks', async () => {
    const faces = synthesizeFaces({ rows: 400, seed: 5 })
    const source = { kind: 'file', path: at('faces.csv') } as const
    await writeFerCsv(faces, source.path)
    expect((await stat(source.path)).size).toBeGreaterThan(3 * 2 ** 20)
    expect(digest(await loadDataset(source, () => {}))).toEqual(digest(faces))
    expect(digest(await loadDataset(source, () => {}))).toEqual(digest(faces))
    await rm(at('faces.csv.cache'))
    expect(await readdir(at())).toEqual(['faces.csv'])
  })

  test('holds digits as they are written by hand', async () => {
    const images = Uint8Array.from({ length: 2304 }, (_, i) => [0, 7, 10, 99, 100, 205, 255][i % 7]!)
    const dataset = { ...synthesizeFaces({ rows: 10, seed: 1 }), splits: { PublicTest: oneFace(images) } }
    await writeFerCsv(dataset, at('one.csv'))
    expect(await readFile(at('one.csv'), 'utf8')).toBe(`emotion,pixels,Usage\n4,${images.join(' ')},PublicTest\n`)
  })

  test.each<[string, (faces: Dataset) => Dataset, string]>([
    ['a split of another name', (faces) => ({ ...faces, splits: { train: faces.splits.Training! } }), '48x48 in train'],
    ['other classes', (faces) => ({ ...faces, classes: ['a', 'b'] }), '2 classes'],
    ['another size', (faces) => ({ ...faces, height: 28, width: 28 }), '28x28'],
  ])('is refused for %s', async (_, change, part) => {
    const writing = writeFerCsv(change(synthesizeFaces({ rows: 10, seed: 1 })), at('bad.csv'))
    await expect(writing).rejects.toMatchObject({ name: 'DataError', message: expect.stringContaining(part) })
    expect(await readdir(at())).toEqual([])
  })

  test('is refused where its folder is missing', async () => {
    const writing = writeFerCsv(synthesizeFaces({ rows: 10, seed: 1 }), at('none', 'faces.csv'))
    await expect(writing).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringContaining(`${at('none', 'faces.csv')}: cannot be written (ENOENT`),
    })
  })
})

function oneFace(images: Uint8Array) {
  return { count: 1, images, labels: Uint8Array.of(4) }
}
