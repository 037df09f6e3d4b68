import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('the bench of augmentation measures ours, and says so where torchvision is not installed', async () => {
  const json = join(await temporaryFolder(), 'augmentation.json')
  const options = ['--rounds', '1', '--seconds', '0.05', '--python', '/no/such/python', '--json', json]
  const args = ['--import', 'tsx', 'bench/main.ts', 'augmentation', ...options]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  expect(stdout).toMatch(/^\| ours \(Node v.*\) +\| ten +\|( +[\d.]+ \|){3}$/m)
  expect(stdout).toContain('| torchvision (there is no program "/no/such/python") | one ')

  const { cells } = JSON.parse(await readFile(json, 'utf8'))
  expect(cells).toMatchObject([
    { candidate: 'ours', crops: 'one', missing: null },
    { candidate: 'ours', crops: 'ten', missing: null },
    { candidate: 'torchvision', crops: 'one', rounds: [] },
    { candidate: 'torchvision', crops: 'ten', rounds: [] },
  ])
  for (const { images, seconds } of [cells[0].rounds[0], cells[1].rounds[0]]) {
    // Whole epochs of 1024 faces, cut into batches of 64.
    expect(images % 1024).toBe(0)
    expect(seconds).toBeGreaterThanOrEqual(0.05)
  }
})
