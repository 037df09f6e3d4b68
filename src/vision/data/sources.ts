import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { UsageError } from '../../core/errors.js'
import { DataError, type Dataset } from './dataset.js'
import { synthesizeFaces } from './faces/synthesis.js'
import { readFerCsv } from './fer/csv.js'
import { readIdxFolder } from './idx.js'
import { readImageFolder } from './image-folder.js'

/**
 * The dataset of a source, checked as a whole: a `.csv` file in the form of fer2013.csv, a folder of IDX files, a folder
 * of images by class, or synthetic faces. `log` receives what a person should know about caches and files left out.
 * Throws DataError, and UsageError for a size that the source cannot be brought to.
 */
export async function loadDataset(source: DataSource, log: (line: string) => void): Promise<Dataset> {
  switch (source.kind) {
    case 'synthetic':
      return synthesizeFaces(source)
    case 'file':
      return loadPath(source, log)
    default:
      return source satisfies never
  }
}

const expected = 'a .csv file in the form of fer2013.csv, a folder of IDX files, or a folder of images by class'

type FileSource = DataSource & { readonly kind: 'file' }

async function loadPath({ path, imageSize }: FileSource, log: (line: string) => void): Promise<Dataset> {
  const isFolder = (await statOf(path)).isDirectory()
  if (isFolder && !(await readdir(path)).some((name) => /-(images-idx3|labels-idx1)-ubyte(\.gz)?$/.test(name))) {
    return readImageFolder(path, imageSize, log)
  }
  if (!isFolder && !/\.csv$/i.test(path)) throw new DataError(`${path}: expected ${expected}`)
  const dataset = isFolder ? await readIdxFolder(path) : await readFerCsv(path, log)
  const { height, width } = dataset
  if (imageSize === undefined || (height === imageSize && width === imageSize)) return dataset
  throw new UsageError(
    `image_size: ${path} has images of ${width}x${height} pixels, and only folders of image files are resized to ` +
      `${imageSize}; leave it out`,
  )
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'no such file or folder' : `cannot be opened (${message})`
    throw new DataError(`${path}: ${why}; expected ${expected}`, { cause: error })
  }
}

/** Where a dataset comes from: a file or folder that tells by itself in which form it is, or faces drawn from a seed. */
export type DataSource =
  | {
      readonly kind: 'file'
      readonly path: string
      /** Side in pixels that a folder of image files is resized to; undefined for images that are of one size already. */
      readonly imageSize?: number | undefined
    }
  | { readonly kind: 'synthetic'; readonly rows: number; readonly seed: number }

/** A source of data as errors name it. */
export function sourceText(source: DataSource): string {
  return source.kind === 'file' ? source.path : `synthetic faces (synthetic_rows: ${source.rows})`
}
