import { execFile } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Reading } from '#sweep/core/trial.js'
import { latestCheckpoint, needlessFiles, saveCheckpoint } from '#sweep/execute/checkpoints.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

test.each<readonly [string, RegExp, (path: string) => Promise<unknown>]>([
  ['truncated', /cut off/, (path) => truncate(path, 100)],
  ['empty', /0 bytes are too few/, (path) => truncate(path, 0)],
  ['changed in one bit', /its checksum is wrong/, flipBit],
  ['other text', /its header is cut off/, (path) => writeFile(path, 'This is no checkpoint at all.')],
  ['a folder', /EISDIR/, (path) => rm(path).then(() => mkdir(join(path, 'inner'), { recursive: true }))],
  ['a link to nothing', /ENOENT/, (path) => rm(path).then(() => symlink('/nowhere/at/all', path))],
  ['a pipe', /no plain file/, (path) => rm(path).then(() => promisify(execFile)('mkfifo', [path]))],
  ['a link to itself', /ELOOP/, (path) => rm(path).then(() => symlink(path, path))],
])(
  'where the newest checkpoint is %s the one before is taken, and the step can be saved again',
  async (_how, why, damage) => {
    const folder = await twoSaved()
    await damage(join(folder, 'step-000000002.safetensors'))
    const lines: string[] = []
    expect(await latestCheckpoint(folder, (line) => lines.push(line), true, owner)).toMatchObject({
      step: 1,
      state: { at: 1 },
    })
    expect(lines).toEqual([expect.stringMatching(why)])
    expect(lines[0]).toMatch(
      /step-000000002\.safetensors: this checkpoint is damaged .*; kept as step-000000002.*damaged$/,
    )
    await save(folder, 2)
    expect(await latestCheckpoint(folder, fail, true, owner)).toMatchObject({ step: 2, state: { at: 2 } })
  },
)

test.skipIf(process.getuid?.() === 0)('a checkpoint that may not be read is passed over', async () => {
  const folder = await twoSaved()
  await chmod(join(folder, 'step-000000002.safetensors'), 0)
  const lines: string[] = []
  expect(await latestCheckpoint(folder, (line) => lines.push(line), true, owner)).toMatchObject({ step: 1 })
  expect(lines).toEqual([expect.stringContaining('EACCES')])
})

test('attempts that find the same damaged checkpoint at once all pass over it', async () => {
  const folder = await twoSaved()
  await flipBit(join(folder, 'step-000000002.safetensors'))
  const found = await Promise.all([1, 2, 3, 4].map(() => latestCheckpoint(folder, () => {}, true, owner)))
  expect(found.map((each) => each?.step)).toEqual([1, 1, 1, 1])
})

test('a checkpoint is not called damaged for want of memory', async () => {
  const folder = await twoSaved()
  const path = join(folder, 'step-000000002.safetensors')
  // Sparse: 4 TiB of zeros, which no memory holds.
  const header = JSON.stringify({ huge: { dtype: 'F32', shape: [2 ** 40], data_offsets: [0, 2 ** 42] } })
  await writeFile(path, Buffer.concat([Buffer.from([header.length, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(header)]))
  await truncate(path, 8 + header.length + 2 ** 42)
  await expect(latestCheckpoint(folder, fail, true, owner)).rejects.toThrow('Array buffer allocation failed')
  expect((await readdir(folder)).filter((name) => name.endsWith('.damaged'))).toEqual([])
})

async function twoSaved(): Promise<string> {
  const folder = await temporaryFolder()
  await save(folder, 1)
  await save(folder, 2)
  return folder
}

test('the best is kept among those that were saved, where not every step is', async () => {
  const folder = await temporaryFolder()
  // Saved every second step; the best reading of all, at step 3, was not.
  const scores = [1, 2, 9, 5, 4, 3, 2, 1, 1, 1]
  const readings = scores.map((score, i) => ({ step: i + 1, metrics: { score }, seconds: 1 }))
  for (let step = 2; step <= 10; step += 2) {
    await saveAt(folder, step, 0, readings.slice(0, step))
  }
  expect((await readdir(folder)).sort()).toEqual(
    [4, 8, 10].map((step) => `step-${String(step).padStart(9, '0')}.safetensors`),
  )
  const complete = { kind: 'complete', metric, readings } as const
  expect(await needlessFiles(folder, complete)).toMatchObject([{ path: join(folder, 'step-000000008.safetensors') }])
})

test('a checkpoint within a step is newer than that of the step and older than that of the next', async () => {
  const folder = await temporaryFolder()
  const readings = [1, 3, 2].map((score, i) => ({ step: i + 1, metrics: { score }, seconds: 1 }))
  const saved: [step: number, within: number][] = [[0, 7], [1, 0], [1, 90], [1, 1e9], [2, 0], [2, 5], [3, 0], [3, 2]] // biome-ignore format: a list
  for (const [step, within] of saved) {
    await saveAt(folder, step, within, readings.slice(0, step))
    expect(await latestCheckpoint(folder, fail, true, owner)).toMatchObject({ step, within })
  }
  // The last two and the best reading's: what was saved within a step has no reading.
  const kept = ['step-000000002.safetensors', 'step-000000003-000000002.safetensors', 'step-000000003.safetensors']
  expect((await readdir(folder)).sort()).toEqual(kept)
  await writeFile(join(folder, 'step-000000003-000000002.safetensors.1-0-0.partial'), 'half')
  await writeFile(join(folder, 'step-000000001-000000002.safetensors.damaged'), 'x')
  const needless = await needlessFiles(folder, { kind: 'complete', metric, readings })
  expect(needless.map(({ path }) => path.slice(folder.length + 1)).sort()).toEqual([
    'step-000000001-000000002.safetensors.damaged',
    'step-000000003-000000002.safetensors.1-0-0.partial',
    'step-000000003.safetensors',
  ])
})

test('a damaged checkpoint within a step is put aside', async () => {
  const folder = await temporaryFolder()
  await saveAt(folder, 1, 0)
  await saveAt(folder, 1, 5)
  await flipBit(join(folder, 'step-000000001-000000005.safetensors'))
  expect(await latestCheckpoint(folder, () => {}, true, owner)).toMatchObject({ step: 1, within: 0 })
  expect(await readdir(folder)).toContain('step-000000001-000000005.safetensors.damaged')
})

function save(folder: string, step: number): Promise<void> {
  return saveAt(folder, step, 0)
}

function saveAt(folder: string, step: number, within: number, readings: readonly Reading[] = []): Promise<void> {
  const tensors = { place: { dtype: 'float32', shape: [2], data: Float32Array.of(step, 0.5) } } as const
  return saveCheckpoint(folder, { step, within, state: { at: step }, readings, tensors, elapsed: 0, drawn: 0 }, metric)
}

const metric = { name: 'score', goal: 'maximize' } as const
const owner = { key: 'a', run: null }

async function flipBit(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[bytes.length - 1]! ^= 1
  await writeFile(path, bytes)
}

function fail(line: string): void {
  throw new Error(`nothing should have been said, but: ${line}`)
}
