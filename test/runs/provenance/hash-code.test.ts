import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { hashCode } from '#sweep/runs/provenance/hashes.js'

test('the code of an experiment is its module and every file of its own that it imports', async () => {
  const folder = await files({
    'lab/main.ts': `
      import { one } from './one.js'
      import table from './table.json' with { type: 'json' }
      import type { Shape } from './shape.js'
      import '../shared/aside.mjs'
      import { Box } from 'box/inner'
      import { readFileSync } from 'node:fs'
      const shape: Shape = { one, table, readFileSync, Box }
      export default { run: async () => ({ ...(await import('./late.js')), two: require('./old.cjs'), shape }) }`,
    'lab/one.ts': `export const one: number = 1`,
    'lab/shape.ts': `export interface Shape { readonly one: number }`,
    'lab/table.json': `{ "a": 1 }`,
    'lab/late.js': `export const late = await Promise.resolve(1)`,
    'lab/old.cjs': `module.exports = require('node:os').EOL`,
    'lab/aside.txt': 'nobody imports this',
    'shared/aside.mjs': `export { deep } from './deep.js'`,
    'shared/deep.js': `import '@some/scoped'; export const deep = 1`,
    'node_modules/box/package.json': `{ "version": "1.2.3" }`,
    'node_modules/box/inner.js': 'export class Box {}',
    'shared/node_modules/@some/scoped/package.json': `{ "version": "4.5.6" }`,
  })
  const main = join(folder, 'lab/main.ts')
  const before = await hashCode(main)
  expect(Object.keys(before.files)).toEqual([
    '../shared/aside.mjs',
    '../shared/deep.js',
    'late.js',
    'main.ts',
    'old.cjs',
    'one.ts',
    'table.json',
  ])
  expect(before.packages).toEqual({ box: '1.2.3', '@some/scoped': '4.5.6' })
  expect(before.notes).toEqual([])

  await writeFile(join(folder, 'lab/aside.txt'), 'nor this')
  await writeFile(join(folder, 'node_modules/box/inner.js'), 'export class Box { size = 1 }')
  expect(await hashCode(main)).toEqual(before)
  await writeFile(join(folder, 'shared/deep.js'), `import '@some/scoped'; export const deep = 2`)
  const after = await hashCode(main)
  expect(after.hash).not.toBe(before.hash)
  const changed = Object.keys(before.files).filter((name) => before.files[name] !== after.files[name])
  expect(changed).toEqual(['../shared/deep.js'])
})

test('what says how TypeScript is read counts: the nearest tsconfig.json, and those that it extends', async () => {
  const folder = await files({
    'tsconfig.json': '{}',
    'lab/tsconfig.json': '{ /* of the lab */ "extends": ["../base", "shared-config"], }',
    'base.json': '{ "compilerOptions": {} }',
    'node_modules/shared-config/tsconfig.json': '{}',
    'lab/deep/main.ts': 'export default { run: async () => ({}) }',
    'lab/deep/main.mjs': 'export default { run: async () => ({}) }',
  })
  const { files: hashed } = await hashCode(join(folder, 'lab/deep/main.ts'))
  const configs = ['../../base.json', '../../node_modules/shared-config/tsconfig.json', '../tsconfig.json']
  expect(Object.keys(hashed)).toEqual([...configs, 'main.ts'])
  expect(Object.keys((await hashCode(join(folder, 'lab/deep/main.mjs'))).files)).toEqual(['main.mjs'])
})

test('a file that is no code counts, too, when it is imported, and one that is missing is said', async () => {
  const folder = await files({
    'main.js': `import './style.css'\nexport default { run: async () => import('./gone.js') }`,
    'style.css': 'not { really css',
  })
  const { files: hashed, notes } = await hashCode(join(folder, 'main.js'))
  expect(Object.keys(hashed)).toContain('main.js')
  expect(notes.join()).toMatch(/^what it imports cannot be followed.*gone\.js/)
  await writeFile(join(folder, 'gone.js'), '')
  expect(Object.keys((await hashCode(join(folder, 'main.js'))).files)).toEqual(['gone.js', 'main.js', 'style.css'])
})

test('the code of a built-in experiment is that of its room and what it uses of others', async () => {
  const fer = fileURLToPath(new URL('../../../dist/vision/fer.js', import.meta.url))
  const { files: hashed, notes } = await hashCode(fer)
  expect(notes).toEqual([])
  expect(Object.keys(hashed)).toEqual(expect.arrayContaining(['fer.js', 'fit/epoch.js', '../nn/models/registry.js']))
})

async function files(contents: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-code-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}
