import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type SourceStamp, throughCache } from './cache.js'
import { DataError, type Dataset, type Split, sharedBytes } from './dataset.js'
import { decodeGray, type GrayImage } from './decoding.js'
import { type ListedImages, type ListedSplit, listImages } from './image-listing.js'

/**
 * Reads a folder of PNG and JPEG images by class, and by split where it has them, through a cache of its bytes beside it
 * (`faces.cache`). All must be of one size, unless `side` is given: then each is resized to that square. Throws DataError
 * with the file.
 */
export async function readImageFolder(
  folder: string,
  side: number | undefined,
  log: (line: string) => void,
): Promise<Dataset> {
  const listed = await listImages(folder, log)
  // The first stamp is of what will be read; a later one looks again for what has come or gone since.
  const listings = [listed]
  const stamp = async () => folderStamp(folder, listings.shift() ?? (await listImages(folder, () => {})), side)
  return throughCache(
    {
      path: folder,
      stamp,
      read: () => decodeAll(folder, listed, side),
    },
    log,
  )
}

async function decodeAll(
  folder: string,
  { classes, splits, bySubject }: ListedImages,
  side: number | undefined,
): Promise<Dataset> {
  const firstPath = join(folder, splits[0]!.images[0]!.path)
  const { height, width } = await decodeGray(firstPath, side)
  const decode = async (path: string): Promise<GrayImage> => {
    const image = await decodeGray(join(folder, path), side)
    if (image.height === height && image.width === width) return image
    throw new DataError(
      `${join(folder, path)}: ${image.width}x${image.height} pixels, expected ${width}x${height} as in ${firstPath}; ` +
        'set image_size to resize all to squares of that side',
    )
  }
  const read: [string, Split][] = []
  for (const split of splits) read.push([split.name, await decodeSplit(split, height * width, decode)])
  return { classes, height, width, splits: Object.fromEntries(read), ...(bySubject && { bySubject }) }
}

/** Images are decoded in threads of the decoder's own; so many at a time keep those busy. */
const decodedAtOnce = 8

async function decodeSplit(
  { images: listed }: ListedSplit,
  size: number,
  decode: (path: string) => Promise<GrayImage>,
): Promise<Split> {
  const images = sharedBytes(listed.length * size)
  const labels = sharedBytes(listed.length)
  labels.set(listed.map(({ label }) => label))
  for (let start = 0; start < listed.length; start += decodedAtOnce) {
    const decoded = await Promise.all(listed.slice(start, start + decodedAtOnce).map(({ path }) => decode(path)))
    for (const [i, { pixels }] of decoded.entries()) images.set(pixels, (start + i) * size)
  }
  return { count: listed.length, images, labels }
}

/** So many files are looked at together. */
const statsAtOnce = 64

/**
 * Tells one state of the images of a folder from another, by their classes, by their names, sizes and times, and by how
 * they are resized.
 */
async function folderStamp(
  folder: string,
  { classes, splits }: ListedImages,
  side: number | undefined,
): Promise<SourceStamp> {
  const hash = createHash('sha256').update(JSON.stringify({ side: side ?? null, classes }))
  const paths = splits.flatMap(({ images }) => images.map(({ path }) => path))
  let bytes = 0
  for (let start = 0; start < paths.length; start += statsAtOnce) {
    const some = paths.slice(start, start + statsAtOnce)
    const stats = await Promise.all(some.map((path) => stat(join(folder, path), { bigint: true })))
    for (const [i, { size, mtimeNs }] of stats.entries()) {
      hash.update(JSON.stringify([some[i], Number(size), String(mtimeNs)]))
      bytes += Number(size)
    }
  }
  return { size: bytes, state: hash.digest('hex') }
}
