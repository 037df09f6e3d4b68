import { UsageError } from '../../core/usage-error.js'
import type { Dataset, Split } from './dataset.js'
import { joinSplits } from './join-splits.js'
import { refuseScoringOfTrained } from './refuse-scoring-of-trained.js'
import { splitNames } from './split-names.js'
import { takeSplit } from './take-split.js'

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
