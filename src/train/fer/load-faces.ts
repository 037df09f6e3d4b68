import { UsageError } from '../../core/usage-error.js'
import { imageSize } from '../augment/image-size.js'
import type { DataSource } from '../data/data-source.js'
import type { Dataset, Split } from '../data/dataset.js'
import { loadDataset } from '../data/load-dataset.js'

/** The splits that `fer` reads; `PublicTest` stays unseen, for the test at the end. */
export const ferSplitNames = { training: 'Training', validation: 'PrivateTest' } as const

export interface Faces {
  readonly classes: readonly string[]
  readonly training: Split
  readonly validation: Split
}

/** The newest source of this thread and its dataset: trials of a sweep rarely differ in their data. */
let newest: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined

/**
 * The faces to train and to validate on; loaded once in a thread as long as the source stays the same. `trainRows`
 * takes the first training images. Throws DataError, and UsageError for images that the networks do not fit.
 */
export async function loadFaces(
  source: DataSource,
  trainRows: number | undefined,
  log: (line: string) => void,
): Promise<Faces> {
  const key = JSON.stringify(source)
  if (newest?.key !== key) {
    const dataset = loadDataset(source, log)
    newest = { key, dataset }
    dataset.catch(() => {
      if (newest?.dataset === dataset) newest = undefined
    })
  }
  const dataset = await newest.dataset
  const where = source.kind === 'file' ? source.path : `synthetic faces (synthetic_rows: ${source.rows})`
  checkSize(where, dataset)
  return {
    classes: dataset.classes,
    training: firstRows(where, splitOf(where, dataset, ferSplitNames.training), trainRows),
    validation: splitOf(where, dataset, ferSplitNames.validation),
  }
}

function checkSize(where: string, { height, width }: Dataset): void {
  const { whole } = imageSize
  if (height === whole && width === whole) return
  throw new UsageError(
    `${where}: its images are ${width}x${height} pixels; the experiment "fer" reads faces of ${whole}x${whole}. ` +
      'Set data to a fer2013.csv or a folder of IDX files with such images, or leave it out for synthetic faces',
  )
}

function splitOf(where: string, { splits }: Dataset, name: string): Split {
  const split = splits[name]
  if (split !== undefined && split.count > 0) return split
  const given = Object.keys(splits).join(', ') || 'none'
  throw new UsageError(
    `${where}: ${split === undefined ? 'has no split' : 'has no images in the split'} "${name}" (its splits: ${given}). ` +
      `The experiment "fer" trains on ${ferSplitNames.training} and validates on ${ferSplitNames.validation}`,
  )
}

function firstRows(where: string, split: Split, rows: number | undefined): Split {
  if (rows === undefined) return split
  if (rows > split.count) {
    throw new UsageError(
      `train_rows: ${rows} is more than the ${split.count} training images of ${where}; write 0 to train on all`,
    )
  }
  const pixels = imageSize.whole ** 2
  return { count: rows, images: split.images.subarray(0, rows * pixels), labels: split.labels.subarray(0, rows) }
}
