import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { withVotes } from '#sweep/vision/data/fer/votes.js'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { ferRow } from './fer-row.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()
const header = 'Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF'

/** Three of Training, one of PublicTest. */
const faces = [
  ferRow({ emotion: '0' }),
  ferRow({ emotion: '4' }),
  ferRow({ emotion: '6' }),
  ferRow({ emotion: '2', usage: 'PublicTest' }),
]

const votes = [
  'Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0',
  'Training,fer0000001.png,3,0,1,3,0,0,1,1,1,0',
  'Training,,0,0,0,0,0,0,0,2,3,5',
  'PublicTest,fer0000003.png,0,8,0,0,0,0,0,2,0,0',
]

async function vote(lines: readonly string[]) {
  await writeFile(at('fer.csv'), ['emotion,pixels,Usage', ...faces, ''].join('\n'))
  await writeFile(at('votes.csv.gz'), gzipSync([...lines, ''].join('\r\n')))
  const log: string[] = []
  const dataset = await loadDataset({ kind: 'file', path: at('fer.csv') }, () => {})
  return { dataset: await withVotes(dataset, at('votes.csv.gz'), (line) => log.push(line)), log }
}

describe('the votes of FER+', () => {
  test('become shares of the seven classes, and their highest the label', async () => {
    const { dataset, log } = await vote([header, ...votes])
    const { Training, PublicTest } = dataset.splits
    const share = (...counts: readonly number[]) => counts.map((count) => Math.fround(count / 10))
    expect([...Training!.votes!]).toEqual([
      ...share(3, 2, 0, 0, 1, 0, 4),
      // Contempt and unknown are not counted: 8 votes are left.
      ...[0, 0, 1 / 8, 0, 3 / 8, 1 / 8, 3 / 8],
      ...[0, 0, 0, 0, 0, 0, 1],
    ])
    expect([...PublicTest!.votes!]).toEqual([0, 0, 0, 1, 0, 0, 0])
    // Of the two highest of the second face one is its own label.
    expect([...Training!.labels, ...PublicTest!.labels]).toEqual([6, 4, 6, 3])
    expect(log).toEqual([
      `${at('votes.csv.gz')}: images without a vote for the seven classes, which keep their label: 1 of Training, 0 of PublicTest`,
    ])
  })

  test.each<[string, readonly string[], string]>([
    [
      'a row too few',
      [header, ...votes.slice(1)],
      ': 2 rows of votes for the split "Training", expected 3, one for each of its images in the order of fer2013.csv; labels: ferplus needs FER2013 whole. Write labels: own for other data',
    ],
    ['another header', ['Usage,neutral', ...votes], `:1: the header is "Usage,neutral", expected "${header}"`],
    [
      'an unknown Usage',
      [header, 'Test,a.png,4,0,0,1,3,2,0,0,0,0'],
      ':2: Usage is "Test", expected one of Training, PublicTest, PrivateTest',
    ],
    ['a column too few', [header, 'Training,a.png,4,0,0,1,3,2,0,0,0'], `:2: 11 fields, expected 12: ${header}`],
    [
      'a share in place of a count',
      [header, votes[0]!, 'Training,a.png,0.4,0,0,1,3,2,0,0,0,0'],
      ':3: neutral is "0.4", expected a count of votes',
    ],
  ])('are refused with %s', async (_, lines, message) => {
    const expected = { name: 'DataError', message: `${at('votes.csv.gz')}${message}` }
    await expect(vote(lines)).rejects.toMatchObject(expected)
  })

  test('are refused for other classes, and where their file is missing', async () => {
    const { dataset } = await vote([header, ...votes])
    const letters = { ...dataset, classes: ['a', 'b'] }
    await expect(withVotes(letters, at('votes.csv.gz'), () => {})).rejects.toThrow(
      'votes are for the classes of FER2013; those of the data are a, b',
    )
    await expect(withVotes(dataset, at('none.csv'), () => {})).rejects.toThrow('none.csv: cannot be read (ENOENT')
  })
})
