import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { DataError } from './data-error.js'
import type { DataSource } from './data-source.js'
import type { Dataset } from './dataset.js'
import { readFerCsv } from './fer-csv.js'
import { readIdxFolder } from './idx-folder.js'
import { synthesizeFaces } from './synthetic-faces.js'

/**
 * The dataset of a source, checked as a whole: a `.csv` file in the form of fer2013.csv, a folder of IDX files, or
 * synthetic faces. `log` receives what a person should know about caches. Throws DataError.
 */
export async function loadDataset(source: DataSource, log: (line: string) => void): Promise<Dataset> {
  switch (source.kind) {
    case 'synthetic':
      return synthesizeFaces(source)
    case 'file':
      return loadPath(source.path, log)
    default:
      return source satisfies never
  }
}

async function loadPath(path: string, log: (line: string) => void): Promise<Dataset> {
  const found = await statOf(path)
  if (found.isDirectory()) return readIdxFolder(path)
  if (/\.csv$/i.test(path)) return readFerCsv(path, log)
  throw new DataError(`${path}: expected a .csv file in the form of fer2013.csv, or a folder of IDX files`)
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'no such file or folder' : `cannot be opened (${message})`
    throw new DataError(`${path}: ${why}; expected a .csv file in the form of fer2013.csv, or a folder of IDX files`, {
      cause: error,
    })
  }
}
