import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepHere } from './sweep-here.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-data-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('data check counts what data synthesize wrote', async () => {
  expect((await sweepHere(folder, 'data', 'synthesize', 'faces.csv', '--rows', '100')).code).toBe(0)
  const table = await sweepHere(folder, 'data', 'check', 'faces.csv')
  expect(table).toMatchObject({ code: 0, stderr: expect.stringContaining('faces.csv.cache: written') })
  expect(table.stdout).toMatch(/^faces\.csv: 100 gray images of 48x48 pixels, 7 classes\n/)
  expect(table.stdout).toMatch(/\nall classes +80 +10 +10 +100\n/)
  const { code, stdout, stderr } = await sweepHere(folder, 'data', 'check', 'faces.csv', '--json')
  expect([code, stderr]).toEqual([0, ''])
  const names = JSON.parse(stdout).splits.map(({ name, count }: { name: string; count: number }) => [name, count])
  expect(names).toEqual([
    ['Training', 80],
    ['PublicTest', 10],
    ['PrivateTest', 10],
  ])
})

test('data check ends with 2 where there is nothing to read', async () => {
  const { code, stdout, stderr } = await sweepHere(folder, 'data', 'check', 'none')
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('none: no such file or folder')
})
