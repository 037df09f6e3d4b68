import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type DataSource, loadDataset } from '#sweep/vision/data/sources.js'
import { ferRow } from './fer-row.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()

const csv = { kind: 'file', path: 'fer.csv' } as const
const folder = { kind: 'file', path: '' } as const

test.each<[string, DataSource]>([
  ['synthetic faces', { kind: 'synthetic', rows: 10, seed: 1 }],
  ['a CSV file', csv],
  ['a folder of IDX files', folder],
])('%s lie on bytes that threads can share', async (_, source) => {
  await writeFile(at('fer.csv'), `emotion,pixels,Usage\n${ferRow()}\n`)
  await writeFile(at('train-images-idx3-ubyte'), Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 77))
  await writeFile(at('train-labels-idx1-ubyte'), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 4))
  const load = () => loadDataset(source.kind === 'file' ? { kind: 'file', path: at(source.path) } : source, () => {})
  // The second time from the cache, where there is one.
  for (const { splits } of [await load(), await load()]) {
    for (const { images, labels } of Object.values(splits)) {
      expect([images.buffer, labels.buffer]).toEqual([expect.any(SharedArrayBuffer), expect.any(SharedArrayBuffer)])
    }
  }
})
