import { UsageError } from '../../../core/errors.js'
import type { Dataset, Split } from '../dataset.js'
import { firstOverlap, type Overlap } from './slices.js'
import { joinSplits, splitNames, takeSplit } from './split.js'

/**
 * Names of the splits, or of parts of them (`train[:90%]`), that play each part; those of a list are joined in its order,
 * an empty list leaves the part out.
 */
export interface SplitChoice {
  readonly train: readonly string[]
  readonly validation: readonly string[]
  readonly test: readonly string[]
}

export interface ChosenSplits {
  readonly training: Split
  readonly validation?: Split
  readonly test?: Split
}

/**
 * The splits of a dataset to train on, to validate on and to test on. `where` names the dataset in errors. Throws
 * UsageError for a split that is not there or is empty, for a part of one where a subject must not be in two splits, for
 * images that are listed twice in one part, and for those of one part that stand in another too.
 */
export function chooseSplits(dataset: Dataset, choice: SplitChoice, where = 'the data'): ChosenSplits {
  refuseScoringOfTrained(choice, (name) => dataset.splits[name]?.count)
  const take = (part: Part) => joinSplits(choice[part].map((name) => takeSplit(dataset, name, part, where)))
  if (choice.train.length === 0) {
    throw new UsageError(`train: no split to train on; write one or more of ${splitNames(dataset)}`)
  }
  return {
    training: take('train'),
    ...(choice.validation.length > 0 && { validation: take('validation') }),
    ...(choice.test.length > 0 && { test: take('test') }),
  }
}

type Part = keyof SplitChoice

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
