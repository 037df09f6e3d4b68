import { spawnSync } from 'node:child_process'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { storeErrorFrom } from '#sweep/store/sqlite/errors.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

/** A mount of one's own in a namespace of one's own: root may, others where the kernel lets them. */
const mounting = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/tmp'])
const why = mounting.error?.message ?? mounting.stderr.toString().trim()

test.skipIf(mounting.status !== 0)(
  `a real file system of 4 MB that fills up, and then can only be read${why && ` (skipped: ${why})`}`,
  async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'small'))
    const script = fileURLToPath(new URL('../fixtures/fill-store.js', import.meta.url))
    const { stdout, stderr } = spawnSync('unshare', ['-rm', process.execPath, script, JSON.stringify(emptyRun)], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const { full, recorded, kept, after, readOnly, looked } = JSON.parse(stdout)
    expect(full).toEqual({
      name: 'StoreError',
      kind: 'full',
      message: expect.stringMatching(/^small\/sweep\.db: .* \(SQLITE_\w+\)\. Free room on its file system$/),
    })
    expect(recorded).toBeGreaterThan(100)
    // What was under way when it filled up is not there in part; all before it is, and all that comes after room is made.
    expect(kept).toBe(recorded)
    expect(after).toBe(recorded + 1)
    expect(readOnly).toEqual({
      name: 'StoreError',
      kind: 'read_only',
      message: expect.stringMatching(/^small\/sweep\.db: .*\. Make the file and its folder writable$/),
    })
    expect(looked).toBe(after)
  },
)

test('a damaged database is called damaged', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  const store = openSqliteStore(path, systemClock)
  const run = await store.createRun(emptyRun)
  for (let number = 1; number <= 500; number++) {
    const trial = { number, key: `key-${number}`, params: { number }, seed: 0 }
    const holder = { host: 'h', pid: 1, started: '' }
    await store.claim({ run: run.name, trial, holder, leaseMilliseconds: 60_000 })
  }
  await store.close()
  const file = await open(path, 'r+')
  const { size } = await file.stat()
  await file.write(Buffer.alloc(size - 40_960, 0x5a), 0, size - 40_960, 40_960)
  await file.close()

  const damaged = openSqliteStore(path, systemClock)
  onTestFinished(() => damaged.close())
  await expect(readAll(damaged.trials(run.name))).rejects.toMatchObject({
    name: 'StoreError',
    kind: 'corrupt',
    message: expect.stringMatching(/sweep\.db: .*\(SQLITE_CORRUPT\w*\)\. It is not the database .* or it is damaged/),
  })
})

test('a database that another keeps is called busy', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  const [keeper, other] = [new Database(path), new Database(path, { timeout: 0 })]
  onTestFinished(() => {
    keeper.close()
    other.close()
  })
  keeper.exec('BEGIN EXCLUSIVE')
  let refusal: unknown
  try {
    other.exec('BEGIN IMMEDIATE')
  } catch (error) {
    refusal = error
  }
  expect(storeErrorFrom(refusal, path)).toMatchObject({
    kind: 'busy',
    message: `${path}: database is locked (SQLITE_BUSY). Another process keeps it for longer than 30 seconds: end that one, or try again`,
  })
})

test('what is not from SQLite is left as it is', () => {
  expect(storeErrorFrom(new TypeError('x is not a function'), 'sweep.db')).toBeUndefined()
})

async function readAll(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}
