import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { UsageError } from '../../core/usage-error.js'
import { DataError } from './data-error.js'
import type { DataSource } from './data-source.js'
import type { Dataset } from './dataset.js'
import { readFerCsv } from './fer-csv.js'
import { readIdxFolder } from './idx-folder.js'
import { readImageFolder } from './images/read-image-folder.js'
import { synthesizeFaces } from './synthetic-faces.js'

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
