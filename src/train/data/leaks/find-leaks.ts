import type { Dataset } from '../dataset.js'
import { imageKeys } from './image-keys.js'

/** Images of a split that is trained on which stand, pixel for pixel, in a split that is scored. */
export interface Leak {
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
