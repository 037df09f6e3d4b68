import { resolve } from 'node:path'
import { UsageError } from '../../core/errors.js'
import type { Dataset, Split } from '../data/dataset.js'
import { sourceText } from '../data/sources.js'
import { loadLabelled } from '../data/splits/loading.js'
import { firstOverlap } from '../data/splits/slices.js'
import { equalizeSplit, joinSplits, takeSplit } from '../data/splits/split.js'
import type { SavedClassifier } from './classifier.js'

/** Which images to put before a saved model. Plain JSON. */
export type SplitRequest = {
  /** Names of splits or of parts of them; null for the validation split of the training. */
  readonly split: readonly string[] | null
  /** Path of other data than those of the training; null for those. */
  readonly data: string | null
}

export interface FoundSplit {
  readonly names: readonly string[]
  /** The data that they are of. */
  readonly where: string
  readonly split: Split
  /** How many images the split of a name has. */
  readonly countOf: (name: string) => number | undefined
}

/**
 * Loads a split as the training of a model did: the same labels, sizes and equalization. Throws DataError, and UsageError
 * for a split that is not there, and for data of other classes or sizes.
 */
export async function loadSplit(
  { description, settings, shape, folder }: Pick<SavedClassifier, 'description' | 'settings' | 'shape' | 'folder'>,
  request: SplitRequest,
  log: (line: string) => void,
): Promise<FoundSplit> {
  const { data } = settings
  const names = request.split ?? data.validation
  if (names.length === 0) {
    throw new UsageError(`${folder} was trained without a validation split; name the one to use with --split`)
  }
  const source = request.data === null ? data.source : otherSource(request.data, data.source)
  const where = sourceText(source)
  const dataset = await loadOrAdvise(() => loadLabelled({ ...data, source }, log), request.data === null)
  checkDataset(dataset, where, description.labels, shape)
  const countOf = (name: string) => dataset.splits[name]?.count
  refuseTwice(names, countOf)
  const split = joinSplits(names.map((name) => takeSplit(dataset, name, '--split', where)))
  return { names, where, split: data.equalize ? equalizeSplit(split) : split, countOf }
}

type Source = Parameters<typeof sourceText>[0]

function otherSource(path: string, source: Source): Source {
  const imageSize = source.kind === 'file' ? source.imageSize : undefined
  return { kind: 'file', path: resolve(path), imageSize }
}

async function loadOrAdvise(load: () => Promise<Dataset>, isRecorded: boolean): Promise<Dataset> {
  try {
    return await load()
  } catch (error) {
    if (!isRecorded || !(error instanceof Error) || error.name !== 'DataError') throw error
    throw new UsageError(`${error.message}. It is where the model's data were; where they are now: --data PATH`, {
      cause: error,
    })
  }
}

function checkDataset(
  { classes, height, width }: Dataset,
  where: string,
  labels: readonly string[],
  shape: SavedClassifier['shape'],
): void {
  if (String(classes) !== String(labels)) {
    throw new UsageError(`${where} has the classes ${classes.join(', ')}, but the model knows ${labels.join(', ')}`)
  }
  if (height === shape.height && width === shape.width) return
  throw new UsageError(
    `${where} has images of ${width}x${height} pixels, but the model was trained on ${shape.width}x${shape.height}`,
  )
}

function refuseTwice(names: readonly string[], countOf: FoundSplit['countOf']): void {
  for (const [i, name] of names.entries()) {
    const found = firstOverlap([name], names.slice(0, i), countOf)
    if (found === undefined) continue
    throw new UsageError(`--split: "${found.name}" holds images of "${found.other}" again; name every image once`)
  }
}
