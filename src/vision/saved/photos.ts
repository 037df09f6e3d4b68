import { UsageError } from '../../core/errors.js'
import { DataError, type Split } from '../data/dataset.js'
import { decodePhoto, type GrayImage, type PhotoBox } from '../data/decoding.js'
import { equalizeSplit } from '../data/splits/split.js'
import type { SavedClassifier } from './classifier.js'

/** Photos to put before a saved model. Plain JSON. */
export type PhotoRequest = {
  /** Their paths. */
  readonly images: readonly string[]
  /** The part of each that holds the face; null for its middle. */
  readonly box: PhotoBox | null
}

/** Photos in the size that a model was trained on. Throws UsageError that names every one that cannot be used, and why. */
export async function readPhotos(
  { shape, settings }: Pick<SavedClassifier, 'shape' | 'settings'>,
  { images: paths, box }: PhotoRequest,
): Promise<Pick<Split, 'count' | 'images'>> {
  const read: GrayImage[] = []
  const problems: string[] = []
  for (const path of paths) {
    try {
      read.push(await decodePhoto(path, shape, box ?? undefined))
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      problems.push(error.message)
    }
  }
  if (problems.length > 0) {
    const head = problems.length > 1 ? [`${problems.length} of ${paths.length} images cannot be used:`] : []
    throw new UsageError([...head, ...problems].join('\n'))
  }
  const size = shape.height * shape.width
  const images = new Uint8Array(paths.length * size)
  for (const [i, { pixels }] of read.entries()) images.set(pixels, i * size)
  const photos = { count: paths.length, images }
  return settings.data.equalize ? equalizeSplit(photos) : photos
}
