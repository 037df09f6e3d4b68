import { didYouMean } from '../../core/did-you-mean.js'
import { UsageError } from '../../core/usage-error.js'
import type { Dataset, Split } from './dataset.js'
import { splitNames } from './split-names.js'
import { cutSplit, parseSplitSlice, rangeOf } from './split-slice.js'

/**
 * The split of a dataset that `text` names, or the part of one. `asked` says in errors where the name was given, `where`
 * names the dataset. Throws UsageError for a split that is not there or is empty, and for a part of one where a subject
 * must not be in two splits.
 */
export function takeSplit(dataset: Dataset, text: string, asked: string, where: string): Split {
  const slice = parseSplitSlice(text)
  const { name } = slice
  const split = Object.hasOwn(dataset.splits, name) ? dataset.splits[name] : undefined
  if (split === undefined) {
    const meant = didYouMean(name, Object.keys(dataset.splits))
    throw new UsageError(`${asked}: ${where} has no split "${name}". ${meant}Its splits: ${splitNames(dataset)}`)
  }
  if (split.count > 0) {
    const range = rangeOf(slice, split.count)
    if (!dataset.bySubject || (range[0] === 0 && range[1] === split.count)) return cutSplit(split, range)
    throw new UsageError(
      `${asked}: "${text}" is a part of a split, but ${where} is split by subject, and one subject may have images in ` +
        `several parts; write whole splits: ${splitNames(dataset)}`,
    )
  }
  throw new UsageError(`${asked}: the split "${name}" of ${where} has no images. Its splits: ${splitNames(dataset)}`)
}
