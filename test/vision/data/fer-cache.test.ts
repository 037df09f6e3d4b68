import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Dataset } from '#sweep/vision/data/dataset.js'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { ferPixels, ferRow } from './fer-row.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()

/** All files of the same size. */
const csvOf = (firstEmotion: number) =>
  ['emotion,pixels,Usage', ferRow({ emotion: String(firstEmotion) }), ferRow({ pixels: ferPixels(9) }), ''].join('\n')

/** At a whole second, so that it can be set again exactly. */
async function writeCsv(text: string, second: number): Promise<void> {
  await writeFile(at('fer.csv'), text)
  await utimes(at('fer.csv'), second, second)
}

async function load(): Promise<{ readonly dataset: Dataset; readonly lines: readonly string[] }> {
  const lines: string[] = []
  const dataset = await loadDataset({ kind: 'file', path: at('fer.csv') }, (line) => lines.push(line))
  return { dataset, lines }
}

const firstLabel = ({ splits }: Dataset) => splits.Training?.labels[0]

beforeEach(async () => {
  await writeCsv(csvOf(1), 1_700_000_000)
})

describe('the cache beside a CSV file', () => {
  test('gives what the file gave', async () => {
    const fresh = await load()
    const cached = await load()
    expect(fresh.lines).toEqual([`${at('fer.csv.cache')}: written, so that the next start is quick`])
    expect(cached.lines).toEqual([])
    expect(cached.dataset).toEqual(fresh.dataset)
    expect(await readdir(at())).toEqual(['fer.csv', 'fer.csv.cache'])
  })

  test('is believed as long as size and time of the file are the same', async () => {
    await load()
    await writeCsv(csvOf(2), 1_700_000_000)
    expect(firstLabel((await load()).dataset)).toBe(1)
  })

  test.each([
    ['another time', csvOf(2), 1_700_000_001],
    ['another size', `${csvOf(2)}${ferRow()}\n`, 1_700_000_000],
  ])('is made anew when the file has %s', async (_, text, second) => {
    await load()
    await writeCsv(text, second)
    const { dataset, lines } = await load()
    expect(firstLabel(dataset)).toBe(2)
    expect(lines[0]).toBe(`${at('fer.csv.cache')}: the cache is of an older state; reading ${at('fer.csv')} again`)
    expect((await load()).lines).toEqual([])
  })

  test.each<[string, (cache: string) => Promise<void>, string]>([
    ['cut off', (cache) => truncate(cache, 3000), 'the cache is damaged (3000 bytes, expected'],
    ['empty', (cache) => truncate(cache, 0), 'the cache is damaged (no header)'],
    ['something else', (cache) => writeFile(cache, 'hello\nworld'), 'the cache is damaged (no header)'],
    ['JSON of something else', (cache) => writeFile(cache, '{"layout":3}\n'), 'the cache is damaged (no header)'],
    [
      'of another layout',
      (cache) => edit(cache, '"layout":3', '"layout":0'),
      'the cache is of another version of sweep',
    ],
    ['wrong in a class name', (cache) => edit(cache, 'Happy', 'Sappy'), 'the cache is damaged (its checksum differs)'],
    ['wrong in its last byte', flipLastByte, 'the cache is damaged (its checksum differs)'],
  ])('is made anew when it is %s', async (_, damage, message) => {
    const { dataset } = await load()
    await damage(at('fer.csv.cache'))
    const again = await load()
    expect(again.dataset).toEqual(dataset)
    expect(again.lines[0]).toContain(`${at('fer.csv.cache')}: ${message}`)
    expect(again.lines[1]).toContain('written')
    expect((await load()).lines).toEqual([])
  })

  test('is done without where it cannot be read or written', async () => {
    await mkdir(at('fer.csv.cache'))
    const { dataset, lines } = await load()
    expect(firstLabel(dataset)).toBe(1)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('fer.csv.cache: the cache cannot be read (EISDIR')
    expect(lines[1]).toMatch(/fer\.csv\.cache: cannot be written \(.*; going on without a cache$/)
    expect(await readdir(at())).toEqual(['fer.csv', 'fer.csv.cache'])
  })

  test('may be made by several processes and calls at once', async () => {
    const module = new URL('../../../dist/vision/data/sources.js', import.meta.url).href
    const script = `
      const { loadDataset } = await import(${JSON.stringify(module)})
      const load = () => loadDataset({ kind: 'file', path: ${JSON.stringify(at('fer.csv'))} }, () => {})
      const [a, b] = await Promise.all([load(), load()])
      console.log(a.splits.Training.labels.join(), b.splits.Training.labels.join())`
    const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
    const printed = await Promise.all([run(), run()])
    expect(printed.map(({ stdout }) => stdout)).toEqual(['1,3 1,3\n', '1,3 1,3\n'])
    expect((await load()).lines).toEqual([])
    expect(await readdir(at())).toEqual(['fer.csv', 'fer.csv.cache'])
  })
})

async function edit(file: string, from: string, to: string): Promise<void> {
  await writeFile(file, (await readFile(file, 'latin1')).replace(from, to), 'latin1')
}

async function flipLastByte(file: string): Promise<void> {
  const bytes = await readFile(file)
  bytes[bytes.length - 1]! ^= 1
  await writeFile(file, bytes)
}
