import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSweepCopy } from '#sweep/runs/folder.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

test('the copy of a sweep is written whole, and what a killed process left half written goes', async () => {
  const folder = join(await temporaryFolder(), 'run-1')
  const path = join(folder, 'sweep.yaml')
  await writeSweepCopy(path, 'name: old\n')
  await writeFile(`${path}.123-0-0.partial`, 'name: n')
  await writeSweepCopy(path, 'name: new\n')
  expect(await readdir(folder)).toEqual(['sweep.yaml'])
  expect(await readFile(path, 'utf8')).toBe('name: new\n')
})
