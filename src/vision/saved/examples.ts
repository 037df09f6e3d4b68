import { UsageError } from '../../core/errors.js'
import { predictedClasses } from '../../core/evaluation.js'
import { didYouMean } from '../../core/texts.js'
import type { Tf } from '../../engine/engine.js'
import { probabilities } from '../../nn/calibration.js'
import type { Split } from '../data/dataset.js'
import { logitsOfImages, type SavedClassifier } from './classifier.js'
import { type PhotoRequest, readPhotos } from './photos.js'
import { loadSplit, type SplitRequest } from './split.js'

/** Which images to explain: those that are named or, where none is, examples out of a split. Plain JSON. */
export type ImagesRequest = PhotoRequest &
  SplitRequest & {
    /** Examples of this class alone; null for those of every class. */
    readonly class: string | null
    /** How many examples of each class. */
    readonly count: number
  }

interface Chosen {
  readonly photos: Pick<Split, 'count' | 'images'>
  /** Their paths, or `SPLIT, image N`. */
  readonly names: readonly string[]
  /** Their classes; null where nobody says. */
  readonly labels: Uint8Array | null
  /** Where examples come from; null for images that were named. */
  readonly splits: readonly string[] | null
  readonly data: string | null
}

/** Throws UsageError for images that cannot be used, a class that there is not, and one that no image is of. */
export async function chooseImages(
  tf: Tf,
  classifier: SavedClassifier,
  request: ImagesRequest,
  log: (line: string) => void,
): Promise<Chosen> {
  if (request.images.length > 0) {
    const photos = await readPhotos(classifier, request)
    return { photos, names: request.images, labels: null, splits: null, data: null }
  }
  const { labels: classes } = classifier.description
  const targets = request.class === null ? classes.keys() : [placeOf(request.class, classes)]
  const { split, names, where } = await loadSplit(classifier, request, log)
  const logits = await logitsOfImages(tf, classifier, split, 'centre')
  const said = {
    probabilities: probabilities(logits, classes.length),
    predicted: predictedClasses(logits, classes.length),
    labels: split.labels,
  }
  const places = [...targets].flatMap((target) => chooseExamples(said, target, request.count))
  if (places.length === 0)
    throw new UsageError(`--class: no image of ${names.join(', ')} is of the class ${request.class}`)
  const size = split.images.length / split.count
  const images = new Uint8Array(places.length * size)
  for (const [i, place] of places.entries()) {
    images.set(split.images.subarray(place * size, (place + 1) * size), i * size)
  }
  return {
    photos: { count: places.length, images },
    names: places.map((place) => `${names.join(' + ')}, image ${place + 1}`),
    labels: Uint8Array.from(places, (place) => split.labels[place]!),
    splits: names,
    data: where,
  }
}

function placeOf(name: string, classes: readonly string[]): number {
  const place = classes.indexOf(name)
  if (place >= 0) return place
  throw new UsageError(
    `--class: the model has no class "${name}". ${didYouMean(name, classes)}Its classes: ${classes.join(', ')}`,
  )
}

/** What a network said of labelled images. */
interface Said {
  /** [n, classes] */
  readonly probabilities: ArrayLike<number>
  /** [n] */
  readonly predicted: ArrayLike<number>
  /** [n] */
  readonly labels: ArrayLike<number>
}

/**
 * The images that show best what a network looks for in a class: of those that are of the class, first those that it
 * recognized, the surest of it first; then those that it took for another one, the class's probability highest first. Of
 * equals the earlier; at most `count`.
 */
export function chooseExamples(
  { probabilities, predicted, labels }: Said,
  target: number,
  count: number,
): readonly number[] {
  const classes = probabilities.length / labels.length
  const isMissed = (sample: number) => Number(predicted[sample] !== target)
  const shareOf = (sample: number) => probabilities[sample * classes + target]!
  return Array.from({ length: labels.length }, (_, sample) => sample)
    .filter((sample) => labels[sample] === target)
    .sort((a, b) => isMissed(a) - isMissed(b) || shareOf(b) - shareOf(a) || a - b)
    .slice(0, count)
}
