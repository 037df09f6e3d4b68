import type { Dataset, Split } from './dataset.js'
import { imageKeys } from './splits/leaks.js'

/** What stands in a dataset, counted. */
export interface DatasetCheck {
  readonly classes: readonly string[]
  readonly height: number
  readonly width: number
  /** The largest first. */
  readonly splits: readonly CheckedSplit[]
  /** Pairs of splits that share images; those that share none are left out. */
  readonly shared: readonly SharedImages[]
}

export interface CheckedSplit {
  readonly name: string
  readonly count: number
  /** Images of every class, in the order of the classes. */
  readonly byClass: readonly number[]
  /** Images of one value everywhere. */
  readonly blank: number
  /** Images that stand earlier in the same split, pixel for pixel. */
  readonly repeated: number
}

/** Images of the split `of` that stand, pixel for pixel, in the split `alsoIn` too. */
export interface SharedImages {
  readonly of: string
  readonly alsoIn: string
  readonly count: number
  /** How many of them have other classes there, and never their own. */
  readonly otherClass: number
}

/** Counts a dataset's images by class and split, those that are blank, and exact duplicates within and across splits. */
export function checkDataset({ classes, height, width, splits }: Dataset): DatasetCheck {
  const keyed = Object.entries(splits)
    .map(([name, split]) => ({ name, split, keys: imageKeys(split) }))
    .sort((a, b) => b.split.count - a.split.count)
  return {
    classes,
    height,
    width,
    splits: keyed.map(({ name, split, keys }) => ({
      name,
      count: split.count,
      byClass: countByClass(split, classes.length),
      blank: countBlank(split),
      repeated: split.count - new Set(keys).size,
    })),
    // The smaller split comes first, so that a pair reads: images of PublicTest that stand in Training.
    shared: keyed.flatMap((of, i) =>
      keyed
        .flatMap((alsoIn, j) => (j < i ? [share(of, alsoIn), share(alsoIn, of)] : []))
        .filter(({ count }) => count > 0),
    ),
  }
}

interface KeyedSplit {
  readonly name: string
  readonly split: Split
  readonly keys: readonly string[]
}

function countByClass({ labels }: Split, classes: number): readonly number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const label of labels) counts[label]!++
  return counts
}

function countBlank({ count, images }: Split): number {
  const size = images.length / count
  let blank = 0
  for (let start = 0; start < images.length; start += size) {
    let same = 1
    while (same < size && images[start + same] === images[start]) same++
    if (same === size) blank++
  }
  return blank
}

function share(of: KeyedSplit, alsoIn: KeyedSplit): SharedImages {
  const labelsOf = new Map<string, Set<number>>()
  for (const [i, key] of alsoIn.keys.entries()) {
    const label = alsoIn.split.labels[i]!
    labelsOf.set(key, (labelsOf.get(key) ?? new Set()).add(label))
  }
  let [count, otherClass] = [0, 0]
  for (const [i, key] of of.keys.entries()) {
    const labels = labelsOf.get(key)
    if (labels === undefined) continue
    count++
    if (!labels.has(of.split.labels[i]!)) otherClass++
  }
  return { of: of.name, alsoIn: alsoIn.name, count, otherClass }
}
