import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/temporary-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('the bench of an epoch measures fer in its host, and leaves the first epoch out', async () => {
  const json = join(await temporaryFolder(), 'epochs.json')
  const size = ['--width', '0.015625', '--faces', '160', '--trained', '80', '--epochs', '2', '--set', 'batch_size=40']
  const args = ['--import', 'tsx', 'bench/main.ts', 'training-epoch', '--engines', 'wasm', ...size, '--json', json]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  expect(stdout).toContain('An epoch of fer (width 0.015625, 80 of 160 synthetic faces, batch_size: 40), one thread')
  expect(stdout).toMatch(/^\| wasm +\|( +[\d.]+ \|){5}$/m)

  const { measured } = JSON.parse(await readFile(json, 'utf8'))
  expect(measured).toMatchObject([{ engine: 'wasm', missing: null }])
  expect(measured[0].epochs).toHaveLength(2)
  for (const { seconds, waitingShare, preparingShare, peakMegabytes } of measured[0].epochs) {
    expect(seconds).toBeGreaterThan(0)
    expect(waitingShare).toBeGreaterThanOrEqual(0)
    expect(waitingShare).toBeLessThan(1)
    expect(preparingShare).toBeGreaterThan(0)
    expect(peakMegabytes).toBeGreaterThan(50)
  }
})
