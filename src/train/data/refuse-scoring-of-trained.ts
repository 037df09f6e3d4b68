import { UsageError } from '../../core/usage-error.js'
import type { SplitChoice } from './choose-splits.js'
import { firstOverlap, type Overlap } from './first-overlap.js'

/**
 * Throws UsageError for images that would be trained on and scored, that would choose the epoch and be its test, or that
 * would count twice in one part. `countOf` gives the number of images of a split, where it is known; without it a
 * percentage and a number cannot be compared, and are let pass.
 */
export function refuseScoringOfTrained(
  choice: SplitChoice,
  countOf: (name: string) => number | undefined = () => undefined,
): void {
  const both = (names: readonly string[], others: readonly string[]) => firstOverlap(names, others, countOf)
  for (const part of ['train', 'validation', 'test'] as const) refuseTwice(part, choice[part], both)
  for (const [part, other, why] of [
    ['validation', 'train', 'A split that was trained on cannot be scored'],
    ['test', 'train', 'A split that was trained on cannot be scored'],
    ['test', 'validation', 'A test split that chose the epoch is none'],
  ] as const) {
    const found = both(choice[part], choice[other])
    if (found === undefined) continue
    const same =
      found.other === found.name ? `is listed under ${other} too` : `overlaps "${found.other}" under ${other}`
    throw new UsageError(
      `${part}: the split "${found.name}" ${same}. ${why}; take it out of ${other} or out of ${part}`,
    )
  }
}

function refuseTwice(
  part: string,
  names: readonly string[],
  both: (names: readonly string[], others: readonly string[]) => Overlap | undefined,
): void {
  for (const [i, name] of names.entries()) {
    const found = both([name], names.slice(0, i))
    if (found === undefined) continue
    throw new UsageError(
      found.other === name
        ? `${part}: the split "${name}" is listed twice; write it once`
        : `${part}: the split "${name}" overlaps "${found.other}" beside it, and the images of both would count twice; ` +
            'write parts that do not overlap',
    )
  }
}
