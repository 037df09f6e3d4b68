import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refuseOtherFolder } from '#sweep/runs/retrain/folder.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

const refused = 'it is not empty, and holds no model that sweep retrain has kept. Name a new folder, as '

test.each([
  ['nothing', {}],
  ['a model', { 'manifest.json': '{ "format": "sweep-model/1" }', 'README.md': '' }],
  ['a model of a later version', { 'manifest.json': '{ "format": "sweep-model/9" }' }],
  ['a model of an earlier version', { 'model.json': '{}', 'sweep.json': '{ "run": "a", "trial": 1 }' }],
  ['a retraining that has not come to its end', { '.retraining/holder-1.json': '' }],
])('a folder with %s is taken', async (_, files) => {
  await expect(refuseOtherFolder(await folderWith(files))).resolves.toBeUndefined()
})

test.each([
  ["somebody's project", { 'README.md': 'mine', 'artifacts/data.csv': '' }],
  ['the manifest of another program', { 'manifest.json': '{ "name": "a page" }' }],
  ['a manifest that is no JSON', { 'manifest.json': '{' }],
  ["another program's model", { 'model.json': '{}', 'sweep.json': '[]' }],
])('a folder with %s is refused', async (_, files) => {
  const folder = await folderWith(files)
  await expect(refuseOtherFolder(folder)).rejects.toThrow(`--output ${folder}: ${refused}${join(folder, 'model')}`)
})

test('a folder that is not there is taken, a file is not', async () => {
  const folder = await folderWith({ file: '' })
  await expect(refuseOtherFolder(join(folder, 'new'))).resolves.toBeUndefined()
  await expect(refuseOtherFolder(join(folder, 'file'))).rejects.toThrow('it is no folder. Name another one')
})

async function folderWith(files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text ?? '')
  }
  return folder
}
