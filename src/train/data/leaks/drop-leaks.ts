import type { Dataset } from '../dataset.js'
import { takeImages } from '../take-images.js'
import { findLeaks } from './find-leaks.js'

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
