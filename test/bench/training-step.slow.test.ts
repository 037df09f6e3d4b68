import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('the bench of a training step measures an engine, and says so where a peer is not installed', async () => {
  const json = join(await temporaryFolder(), 'steps.json')
  const options = [
    '--engines',
    'wasm,pytorch',
    '--widths',
    '0.0625',
    '--threads',
    '1,2',
    '--rounds',
    '2',
    '--steps',
    '1',
  ]
  const args = ['--import', 'tsx', 'bench/main.ts', 'training-step', ...options, '--json', json]
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--python', '/no/such/python'], {
    cwd: root,
  })
  expect(stdout).toMatch(/^\| wasm +\| +\d+ \|/m)
  expect(stdout).toContain('| pytorch (there is no program "/no/such/python") |')

  const { cells } = JSON.parse(await readFile(json, 'utf8'))
  expect(cells).toMatchObject([
    // (9 x 1 x 4 + 3 x 4) + ... + (256 x 7 + 7): the network at a sixteenth of its width.
    { candidate: 'wasm', threads: 1, missing: null, rounds: [{ parameters: 119_299 }, { parameters: 119_299 }] },
    { candidate: 'pytorch', threads: 1, rounds: [] },
    { candidate: 'pytorch', threads: 2, rounds: [] },
  ])
  for (const { milliseconds, losses } of cells[0].rounds) {
    expect(milliseconds).toHaveLength(16)
    expect(losses).toHaveLength(18)
  }
})
