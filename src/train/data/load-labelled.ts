import { UsageError } from '../../core/usage-error.js'
import type { Dataset } from './dataset.js'
import { withVotes } from './ferplus/with-votes.js'
import { loadDataset } from './load-dataset.js'
import type { SplitsRequest } from './load-splits.js'

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
