import { DataError } from '../data-error.js'
import type { Dataset, Split } from '../dataset.js'
import { emotions } from '../emotions.js'
import { sharedBytes } from '../shared-bytes.js'
import { readVotes } from './read-votes.js'

/**
 * FER2013 with the votes of FER+ in place of its labels: row i of a split has the votes of row i of the file with that
 * Usage. The label becomes the class with the most votes; of equally many, the image's own label, else the first. An
 * image without a vote for the seven classes keeps its own label, as its one vote; `log` receives how many those are.
 * Throws DataError where the dataset is not the one that was voted on.
 */
export async function withVotes(dataset: Dataset, path: string, log: (line: string) => void): Promise<Dataset> {
  if (dataset.classes.join() !== emotions.join()) {
    const found = dataset.classes.slice(0, 10).join(', ')
    throw new DataError(`${path}: votes are for the classes of FER2013; those of the data are ${found}`)
  }
  const votes = await readVotes(path)
  const voted = Object.entries(dataset.splits).map(([name, split]) => {
    const rows = Object.hasOwn(votes, name) ? votes[name as keyof typeof votes] : []
    if (rows.length !== split.count) {
      throw new DataError(
        `${path}: ${rows.length} rows of votes for the split "${name}", expected ${split.count}, one for each of its ` +
          'images in the order of fer2013.csv; labels: ferplus needs FER2013 whole. Write labels: own for other data',
      )
    }
    return { name, ...voteOn(split, rows) }
  })
  const unjudged = voted.map(({ name, unjudged }) => `${unjudged} of ${name}`)
  log(`${path}: images without a vote for the seven classes, which keep their label: ${unjudged.join(', ')}`)
  return { ...dataset, splits: Object.fromEntries(voted.map(({ name, split }) => [name, split])) }
}

function voteOn(split: Split, rows: readonly (readonly number[])[]): { split: Split; unjudged: number } {
  const { count, images } = split
  const labels = sharedBytes(count)
  const votes = new Float32Array(sharedBytes(4 * count * emotions.length).buffer)
  let unjudged = 0
  for (const [i, row] of rows.entries()) {
    const own = split.labels[i]!
    const total = row.reduce((sum, each) => sum + each, 0)
    const most = Math.max(...row)
    labels[i] = row[own] === most ? own : row.indexOf(most)
    for (const [emotion, each] of row.entries()) votes[i * emotions.length + emotion] = total === 0 ? 0 : each / total
    if (total > 0) continue
    unjudged++
    votes[i * emotions.length + own] = 1
  }
  return { split: { count, images, labels, votes }, unjudged }
}
