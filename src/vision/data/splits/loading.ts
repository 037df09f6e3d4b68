import { UsageError } from '../../../core/errors.js'
import type { TrialContext } from '../../../core/experiment.js'
import { newestOnly } from '../../../core/newest-only.js'
import type { Dataset, Split } from '../dataset.js'
import { withVotes } from '../fer/votes.js'
import { type DataSource, loadDataset, sourceText } from '../sources.js'
import { type ChosenSplits, chooseSplits, type SplitChoice } from './choice.js'
import { dropLeaks } from './leaks.js'
import { equalizeSplit } from './split.js'

export interface SplitsRequest extends SplitChoice {
  readonly source: DataSource
  /** Leave out of training what stands in a split of `validation` or `test` too. */
  readonly dropLeaks: boolean
  /** Whether images keep the labels that they come with, or have the votes of FER+. */
  readonly labels: 'own' | 'ferplus'
  /** Path of fer2013new.csv; needed for `labels: ferplus`. */
  readonly ferplus: string | null
  /** Equalize the histogram of every image. */
  readonly equalize: boolean
  /** Train on the first so many images, counted after splits are joined and leaks dropped; undefined for all. */
  readonly trainRows: number | undefined
}

interface LoadedSplits extends ChosenSplits {
  readonly classes: readonly string[]
  readonly shape: { readonly height: number; readonly width: number }
}

/**
 * The splits that a trial trains, validates and tests on. Data is loaded once in a thread as long as the request stays
 * the same, as trials of a sweep rarely differ in it; with the `share` of a trial's context once in a process, whose threads
 * then have the same bytes. `trainRows` may differ. Throws DataError, and UsageError for a request that the data does
 * not fit.
 */
export async function loadSplits(
  request: SplitsRequest,
  log: (line: string) => void,
  share: TrialContext['share'] = (_, make) => make(),
): Promise<LoadedSplits> {
  const { trainRows, ...choice } = request
  const key = JSON.stringify(choice)
  const chosen = await newestChoice(key, () => share(`splits ${key}`, () => choose(choice, log)))
  return { ...chosen, training: firstRows(chosen.training, trainRows, sourceText(request.source)) }
}

const newestDataset = newestOnly<Dataset>()
const newestChoice = newestOnly<LoadedSplits>()

type Choice = Omit<SplitsRequest, 'trainRows'>

async function choose({ equalize, ...choice }: Choice, log: (line: string) => void): Promise<LoadedSplits> {
  const chosen = await chooseLabelled(choice, log)
  if (!equalize) return chosen
  const { training, validation, test } = chosen
  return {
    ...chosen,
    training: equalizeSplit(training),
    ...(validation && { validation: equalizeSplit(validation) }),
    ...(test && { test: equalizeSplit(test) }),
  }
}

async function chooseLabelled(
  { source, labels, ferplus, ...choice }: Omit<Choice, 'equalize'>,
  log: (line: string) => void,
): Promise<LoadedSplits> {
  const key = JSON.stringify({ source, labels, ferplus })
  const dataset = await newestDataset(key, () => loadLabelled({ source, labels, ferplus }, log))
  const where = sourceText(source)
  const chosen = chooseSplits(dataset, choice, where)
  const { classes, height, width } = dataset
  const rest = { classes, shape: { height, width } }
  if (!choice.dropLeaks) return { ...rest, ...chosen }
  const { training, validation, test } = chosen
  const named = (names: readonly string[], split: Split | undefined) => (split ? { [names.join(' and ')]: split } : {})
  const scored = { ...named(choice.validation, validation), ...named(choice.test, test) }
  const trained = named(choice.train, training)
  const parts = { ...dataset, splits: { ...trained, ...scored } }
  const clean = dropLeaks(parts, Object.keys(trained), Object.keys(scored), log)
  return { ...rest, ...chosen, training: clean.splits[Object.keys(trained)[0]!]! }
}

function firstRows(split: Split, rows: number | undefined, where: string): Split {
  if (rows === undefined) return split
  if (rows > split.count) {
    throw new UsageError(
      `train_rows: ${rows} is more than the ${split.count} training images of ${where}; write 0 to train on all`,
    )
  }
  const first = <Array extends Uint8Array | Float32Array>(array: Array) =>
    array.subarray(0, (array.length / split.count) * rows) as Array
  const { images, labels, votes } = split
  return { count: rows, images: first(images), labels: first(labels), ...(votes && { votes: first(votes) }) }
}

type LabelledSource = Pick<SplitsRequest, 'source' | 'labels' | 'ferplus'>

/** The dataset of a source, with its own labels or with the votes of FER+. Throws DataError, and UsageError without votes. */
export async function loadLabelled(
  { source, labels, ferplus }: LabelledSource,
  log: (line: string) => void,
): Promise<Dataset> {
  switch (labels) {
    case 'own':
      return loadDataset(source, log)
    case 'ferplus':
      if (ferplus !== null) return withVotes(await loadDataset(source, log), ferplus, log)
      throw new UsageError('labels: ferplus needs the votes; set ferplus to the path of fer2013new.csv, .gz or not')
    default:
      return labels satisfies never
  }
}
