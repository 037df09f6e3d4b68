import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DataError, type Dataset, type Split, sharedBytes } from '../dataset.js'
import { type Emotion, emotions, ferSplits } from './format.js'

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

/** The columns of fer2013new.csv that are read, and which class of FER2013 each votes for; undefined for none of them. */
const voteColumns: Readonly<Record<string, Emotion | undefined>> = {
  neutral: 'Neutral',
  happiness: 'Happy',
  surprise: 'Surprise',
  sadness: 'Sad',
  anger: 'Angry',
  disgust: 'Disgust',
  fear: 'Fear',
  contempt: undefined,
  unknown: undefined,
  NF: undefined,
}

/** Votes for the classes of FER2013, [rows, 7], by split. */
type Votes = Readonly<Record<(typeof ferSplits)[number], readonly (readonly number[])[]>>

/**
 * Reads fer2013new.csv of FER+ (Barsoum et al., "Training Deep Networks for Facial Expression Recognition with
 * Crowd-Sourced Label Distribution", 2016), gzipped when its name ends in `.gz`: ten votes for every image of FER2013.
 * Votes for contempt, unknown and NF (no face) are not counted. Throws DataError with the line.
 */
async function readVotes(path: string): Promise<Votes> {
  const [first, ...lines] = (await textOf(path)).split(/\r?\n/)
  if (first !== header) throw new DataError(`${path}:1: the header is "${first?.slice(0, 100)}", expected "${header}"`)
  const votes: Record<keyof Votes, (readonly number[])[]> = { Training: [], PublicTest: [], PrivateTest: [] }
  for (const [i, line] of lines.entries()) {
    if (line === '') continue
    try {
      const { split, row } = parseLine(line)
      votes[split].push(row)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      throw new DataError(`${path}:${i + 2}: ${error.message}`)
    }
  }
  return votes
}

const columns = Object.keys(voteColumns)
const header = ['Usage', 'Image name', ...columns].join(',')
const classes = columns.map((column) => {
  const emotion = voteColumns[column]
  return emotion === undefined ? undefined : emotions.indexOf(emotion)
})

function parseLine(line: string): { readonly split: keyof Votes; readonly row: readonly number[] } {
  const [usage = '', , ...fields] = line.split(',')
  const split = ferSplits.find((name) => name === usage)
  if (split === undefined) throw new DataError(`Usage is "${usage}", expected one of ${ferSplits.join(', ')}`)
  if (fields.length !== columns.length) {
    throw new DataError(`${fields.length + 2} fields, expected ${columns.length + 2}: ${header}`)
  }
  const row = emotions.map(() => 0)
  for (const [i, field] of fields.entries()) {
    if (!/^\d{1,3}$/.test(field)) throw new DataError(`${columns[i]} is "${field}", expected a count of votes`)
    const emotion = classes[i]
    if (emotion !== undefined) row[emotion] = Number(field)
  }
  return { split, row }
}

async function textOf(path: string): Promise<string> {
  try {
    const content = await readFile(path)
    return (path.endsWith('.gz') ? await promisify(gunzip)(content) : content).toString('utf8')
  } catch (error) {
    throw new DataError(`${path}: cannot be read (${(error as Error).message})`, { cause: error })
  }
}
