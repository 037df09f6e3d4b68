import { createHash } from 'node:crypto'
import type { Dataset, Split } from '../dataset.js'
import { takeImages } from './split.js'

/**
 * The dataset without the images of the training splits that stand in an evaluation split too; the evaluation splits
 * stay whole. `log` receives what was taken out of which split.
 */
export function dropLeaks(
  dataset: Dataset,
  train: readonly string[],
  evaluation: readonly string[],
  log: (line: string) => void,
): Dataset {
  const leaks = findLeaks(dataset, train, evaluation)
  const kept = train.map((name) => {
    const split = dataset.splits[name]!
    const dropped = new Set(leaks.flatMap((leak) => (leak.train === name ? leak.places : [])))
    log(`drop_leaks: ${dropped.size} of the ${split.count} images of ${name} are left out; ${whereElse(evaluation)}`)
    if (dropped.size === 0) return [name, split] as const
    const places = Array.from({ length: split.count }, (_, i) => i).filter((i) => !dropped.has(i))
    return [name, takeImages(split, places)] as const
  })
  return { ...dataset, splits: { ...dataset.splits, ...Object.fromEntries(kept) } }
}

function whereElse(evaluation: readonly string[]): string {
  return evaluation.length === 0 ? 'no split is evaluated' : `those stand in ${evaluation.join(' or ')} too`
}

/** Images of a split that is trained on which stand, pixel for pixel, in a split that is scored. */
interface Leak {
  readonly train: string
  readonly evaluation: string
  /** Their places in the split that is trained on, in order. */
  readonly places: readonly number[]
  /** How many images of the split that is scored they give away. */
  readonly scored: number
}

/** What leaks from the named evaluation splits into the named training splits; pairs that share nothing are left out. */
export function findLeaks(
  { splits }: Dataset,
  train: readonly string[],
  evaluation: readonly string[],
): readonly Leak[] {
  const keysOf = (names: readonly string[]) => names.map((name) => ({ name, keys: imageKeys(splits[name]!) }))
  const scored = keysOf(evaluation).map(({ name, keys }) => ({ name, keys, known: new Set(keys) }))
  return keysOf(train).flatMap(({ name, keys }) => {
    const trained = new Set(keys)
    return scored.flatMap((other) => {
      const places = keys.flatMap((key, i) => (other.known.has(key) ? [i] : []))
      if (places.length === 0) return []
      return [
        { train: name, evaluation: other.name, places, scored: other.keys.filter((key) => trained.has(key)).length },
      ]
    })
  })
}

/** A key for every image of a split, the same for the same pixels and no others: their SHA-256. */
export function imageKeys({ count, images }: Split): readonly string[] {
  const size = images.length / count
  return Array.from({ length: count }, (_, i) =>
    createHash('sha256')
      .update(images.subarray(i * size, (i + 1) * size))
      .digest('base64'),
  )
}
