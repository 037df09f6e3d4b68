import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()
const load = () => loadDataset({ kind: 'file', path: at() }, () => {})

function idx(shape: readonly number[], data: Iterable<number>): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.writeUInt32BE(0x0800 | shape.length)
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i)
  return Buffer.concat([header, Uint8Array.from(data)])
}

const zeros = (count: number) => new Uint8Array(count)

async function write(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(at(name), content)
}

describe('a folder of IDX files', () => {
  test('is read with every split that it has, gzipped or not', async () => {
    await write({
      'train-images-idx3-ubyte': idx([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
      'train-labels-idx1-ubyte.gz': gzipSync(idx([2], [3, 1])),
      't10k-images-idx3-ubyte.gz': gzipSync(idx([1, 2, 3], [0, 50, 100, 150, 200, 255])),
      't10k-labels-idx1-ubyte': idx([1], [0]),
      'README.md': Buffer.from('not data'),
    })
    expect(await load()).toEqual({
      classes: ['0', '1', '2', '3'],
      height: 2,
      width: 3,
      splits: {
        train: { count: 2, images: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), labels: Uint8Array.of(3, 1) },
        t10k: { count: 1, images: Uint8Array.of(0, 50, 100, 150, 200, 255), labels: Uint8Array.of(0) },
      },
    })
  })

  test.each([
    ['the emotions for 48x48 images with labels up to 6', 48, 6, 'Angry,Disgust,Fear,Happy,Sad,Surprise,Neutral'],
    ['the emotions even if the last are missing', 48, 2, 'Angry,Disgust,Fear,Happy,Sad,Surprise,Neutral'],
    ['numbers for 48x48 images with a label 7', 48, 7, '0,1,2,3,4,5,6,7'],
    ['numbers for images of another size', 28, 6, '0,1,2,3,4,5,6'],
  ])('has as classes %s', async (_, side, label, classes) => {
    await write({
      'Training-images-idx3-ubyte': idx([1, side, side], zeros(side * side)),
      'Training-labels-idx1-ubyte': idx([1], [label]),
    })
    expect((await load()).classes.join()).toBe(classes)
  })

  const images = idx([2, 2, 2], zeros(8))
  const labels = idx([2], [0, 1])
  const [imageName, labelName] = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']

  test.each<[string, Readonly<Record<string, Uint8Array>>, string]>([
    [
      'nothing',
      {},
      ': no IDX files, and no folder of a class with images in it; expected pairs like train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz, or CLASS/*.png or SPLIT/CLASS/*.png (.jpg, .jpeg)',
    ],
    [
      'images alone',
      { [imageName]: images },
      '/train-labels-idx1-ubyte: no such file, plain or .gz; its pair is there',
    ],
    [
      'labels alone',
      { [labelName]: labels },
      '/train-images-idx3-ubyte: no such file, plain or .gz; its pair is there',
    ],
    [
      'labels in place of images',
      { [imageName]: labels, [labelName]: labels },
      '/train-images-idx3-ubyte: magic number 0x00000801, expected 0x00000803 (unsigned bytes in 3 dimensions)',
    ],
    [
      'an empty file',
      { [imageName]: zeros(0), [labelName]: labels },
      '/train-images-idx3-ubyte: magic number none, expected 0x00000803 (unsigned bytes in 3 dimensions)',
    ],
    [
      'a header that is cut off',
      { [imageName]: images.subarray(0, 14), [labelName]: labels },
      '/train-images-idx3-ubyte: 14 bytes, expected an IDX header of 16',
    ],
    [
      'images in place of labels',
      { [imageName]: images, [labelName]: images },
      '/train-labels-idx1-ubyte: magic number 0x00000803, expected 0x00000801 (unsigned bytes in 1 dimension)',
    ],
    [
      'images that are cut off',
      { [imageName]: images.subarray(0, -3), [labelName]: labels },
      '/train-images-idx3-ubyte: 5 bytes of data, expected 8 for the shape 2x2x2 it states',
    ],
    [
      'bytes after the labels',
      { [imageName]: images, [labelName]: Buffer.concat([labels, zeros(1)]) },
      '/train-labels-idx1-ubyte: 3 bytes of data, expected 2 for the shape 2 it states',
    ],
    [
      'a label too few',
      { [imageName]: images, [labelName]: idx([1], [0]) },
      '/train-labels-idx1-ubyte: 1 labels, expected 2, one for each image of FOLDER/train-images-idx3-ubyte',
    ],
    [
      'no image',
      { [imageName]: idx([0, 2, 2], []), [labelName]: idx([0], []) },
      '/train-images-idx3-ubyte: no images, expected at least one',
    ],
    [
      'splits of two sizes',
      {
        [imageName]: images,
        [labelName]: labels,
        'test-images-idx3-ubyte': idx([2, 1, 4], zeros(8)),
        'test-labels-idx1-ubyte': labels,
      },
      '/train-images-idx3-ubyte: images of 2x2, expected 1x4 as in FOLDER/test-images-idx3-ubyte',
    ],
    [
      'a damaged gzip file',
      { [imageName]: images, [`${labelName}.gz`]: gzipSync(labels).subarray(0, -9) },
      '/train-labels-idx1-ubyte.gz: cannot be read (unexpected end of file)',
    ],
  ])('is refused with %s', async (_, files, message) => {
    await write(files)
    const expected = `${at()}${message.replace('FOLDER', at())}`
    await expect(load()).rejects.toMatchObject({ name: 'DataError', message: expected })
  })
})
