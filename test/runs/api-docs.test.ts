import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('the examples of docs/api.md run one after another', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'node_modules'))
  await symlink(root, join(folder, 'node_modules', 'tfjs-sweep'))
  const page = await readFile(join(root, 'docs', 'api.md'), 'utf8')
  const blocks = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code!)
  const printed: string[] = []
  for (const [i, code] of blocks.entries()) {
    const named = /^\/\/ (\S+\.mjs)$/m.exec(code.split('\n')[0]!)?.[1]
    await writeFile(join(folder, named ?? `example-${i}.mjs`), code)
    if (named) continue
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [`example-${i}.mjs`], { cwd: folder })
    expect(stderr).toBe('')
    printed.push(stdout)
  }
  const [plan, watched, read, retrained, used] = printed
  expect(plan).toContain('4 trials at 2 points')
  expect(watched).toContain('valley-1 was stopped')
  expect(watched).toContain('all trials ended, 0 failed')
  expect(read).toMatch(/^Best is lr 0\.1: loss/m)
  expect(read).toContain("file: 'trials.csv'")
  expect(retrained).toContain('manifest.json')
  expect(used).toMatch(/class: '\w+', probability: 0\.\d+/)
  expect(printed).toHaveLength(5)
})
