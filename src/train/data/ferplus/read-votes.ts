import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DataError } from '../data-error.js'
import { emotions } from '../emotions.js'
import { ferSplits } from '../fer-splits.js'
import { voteColumns } from './vote-columns.js'

/** Votes for the classes of FER2013, [rows, 7], by split. */
export type Votes = Readonly<Record<(typeof ferSplits)[number], readonly (readonly number[])[]>>

/**
 * Reads fer2013new.csv of FER+ (Barsoum et al., "Training Deep Networks for Facial Expression Recognition with
 * Crowd-Sourced Label Distribution", 2016), gzipped when its name ends in `.gz`: ten votes for every image of FER2013.
 * Votes for contempt, unknown and NF (no face) are not counted. Throws DataError with the line.
 */
export async function readVotes(path: string): Promise<Votes> {
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
