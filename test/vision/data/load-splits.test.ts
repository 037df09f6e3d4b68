import { writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadSplits, type SplitsRequest } from '#sweep/vision/data/splits/loading.js'
import { ferPixels, ferRow } from './fer-row.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()

/** Four of Training, of which the second stands in PublicTest and the third in PrivateTest. */
const faces = [
  ferRow({ emotion: '0', pixels: ferPixels(1) }),
  ferRow({ emotion: '1', pixels: ferPixels(2) }),
  ferRow({ emotion: '2', pixels: ferPixels(3) }),
  ferRow({ emotion: '3', pixels: ferPixels(4) }),
  ferRow({ emotion: '4', pixels: ferPixels(2), usage: 'PublicTest' }),
  ferRow({ emotion: '5', pixels: ferPixels(3), usage: 'PrivateTest' }),
]

async function load(change: Partial<SplitsRequest> = {}) {
  await writeFile(at('fer.csv'), ['emotion,pixels,Usage', ...faces, ''].join('\n'))
  const lines: string[] = []
  const request: SplitsRequest = {
    source: { kind: 'file', path: at('fer.csv') },
    train: ['Training'],
    validation: ['PrivateTest'],
    test: ['PublicTest'],
    dropLeaks: false,
    equalize: false,
    labels: 'own',
    ferplus: null,
    trainRows: undefined,
    ...change,
  }
  return { lines, loaded: await loadSplits(request, (line) => lines.push(line)) }
}

describe('the splits of a trial', () => {
  test('have the shape and classes of their data', async () => {
    const { loaded } = await load()
    expect(loaded).toMatchObject({ shape: { height: 48, width: 48 }, classes: expect.arrayContaining(['Happy']) })
    expect([loaded.training, loaded.validation!, loaded.test!].map(({ labels }) => [...labels])).toEqual([
      [0, 1, 2, 3],
      [5],
      [4],
    ])
  })

  test('are loaded once as long as the request stays the same', async () => {
    const first = await load({ train: ['Training', 'PublicTest'], test: [] })
    const again = await load({ train: ['Training', 'PublicTest'], test: [], trainRows: 3 })
    expect(first.lines).toHaveLength(1)
    expect(again.lines).toEqual([])
    expect(again.loaded.training.images.buffer).toBe(first.loaded.training.images.buffer)
    expect((await load()).loaded.validation!.images.buffer).toBe(first.loaded.validation!.images.buffer)
  })

  test('are what another thread shares, where it has them', async () => {
    const { loaded } = await load()
    const keys: string[] = []
    const request: SplitsRequest = {
      source: { kind: 'file', path: at('nowhere.csv') },
      train: ['Training'],
      validation: ['PrivateTest'],
      test: [],
      dropLeaks: false,
      equalize: false,
      labels: 'own',
      ferplus: null,
      trainRows: 3,
    }
    const share = async <Value>(key: string) => {
      keys.push(key)
      return structuredClone(loaded) as Value
    }
    const shared = await loadSplits(request, () => {}, share)
    expect([...shared.training.labels]).toEqual([0, 1, 2])
    loaded.training.images[0] = 99
    expect(shared.training.images[0]).toBe(99)
    await loadSplits({ ...request, trainRows: 1 }, () => {}, share)
    expect(keys).toHaveLength(1)
  })

  test('are cut to the first images, after they are joined and leaks are dropped', async () => {
    const { loaded, lines } = await load({ dropLeaks: true, trainRows: 2 })
    expect([...loaded.training.labels]).toEqual([0, 3])
    expect(loaded.training.images).toEqual(Uint8Array.from([...ferPixels(1), ...ferPixels(4)]))
    expect(lines.at(-1)).toBe(
      'drop_leaks: 2 of the 4 images of Training are left out; those stand in PrivateTest or PublicTest too',
    )
    const joined = await load({ train: ['Training', 'PrivateTest'], validation: [], dropLeaks: true })
    expect([...joined.loaded.training.labels]).toEqual([0, 2, 3, 5])
  })

  test('have votes where they are asked for', async () => {
    const line = (usage: string) => `${usage},a.png,0,0,6,0,0,0,4,0,0,0`
    const usages = [...Array<string>(4).fill('Training'), 'PublicTest', 'PrivateTest']
    const header = 'Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF'
    await writeFile(at('votes.csv'), [header, ...usages.map(line)].join('\n'))
    const { loaded } = await load({ labels: 'ferplus', ferplus: at('votes.csv'), trainRows: 2 })
    const row = [0, 0, 0.4, 0, 0, 0.6, 0].map(Math.fround)
    expect([...loaded.training.votes!]).toEqual([...row, ...row])
    expect([...loaded.training.labels, ...loaded.test!.labels]).toEqual([5, 5, 5])
  })

  test.each<[string, Partial<SplitsRequest>, RegExp]>([
    [
      'more training images than there are',
      { trainRows: 5 },
      /train_rows: 5 is more than the 4 training images of .*fer\.csv; write 0/,
    ],
    ['votes without their file', { labels: 'ferplus' }, /labels: ferplus needs the votes; set ferplus to the path/],
    [
      'a split that is trained on and scored',
      { train: ['PublicTest'] },
      /A split that was trained on cannot be scored/,
    ],
    [
      'a split that is not there',
      { test: ['Publictest'], dropLeaks: true },
      /fer\.csv has no split "Publictest"\. Did you mean/,
    ],
  ])('are refused for %s', async (_, change, message) => {
    await expect(load(change)).rejects.toThrow(message)
  })

  test('are loaded again after a failure', async () => {
    const source = { kind: 'file', path: at('late.csv') } as const
    await expect(load({ source })).rejects.toThrow('no such file')
    await writeFile(at('late.csv'), ['emotion,pixels,Usage', ...faces].join('\n'))
    expect((await load({ source })).loaded.training.count).toBe(4)
  })
})
