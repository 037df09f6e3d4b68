import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { migrations } from '#sweep/store/sqlite/migrations.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { storeContract } from '../contract/store-contract.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

storeContract('the SQLite store', async () => {
  let now = 1000
  const path = join(await temporaryFolder(), 'sweep.db')
  const store = openSqliteStore(path, { now: () => now, monotonic: () => now })
  return { store, advance: (milliseconds) => (now += milliseconds) }
})

test('what was written is there when the file is opened again, in WAL mode', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  const first = openSqliteStore(path, systemClock)
  const run = await first.createRun(emptyRun)
  await first.close()
  const second = openSqliteStore(path, systemClock)
  expect(await second.runs()).toEqual([run])
  await second.close()
  const database = new Database(path)
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  database.close()
})

test('two processes may have it open: of two claims one is refused', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  const stores = [openSqliteStore(path, systemClock), openSqliteStore(path, systemClock)]
  const run = await stores[0]!.createRun(emptyRun)
  const trial = { number: 1, key: 'a', params: {}, seed: 0 }
  const request = { run: run.name, trial, holder: { host: 'h', pid: 1, started: '' }, leaseMilliseconds: 60_000 }
  const claims = await Promise.all(stores.map((store) => store.claim(request)))
  expect(claims.map((claim) => claim.state).sort()).toEqual(['held', 'leased'])
  await Promise.all(stores.map((store) => store.close()))
})

test('a database from before devices were recorded is brought up to date: its runs were on the CPU', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  const database = new Database(path)
  database.exec(migrations[0]!)
  database.pragma('user_version = 1')
  const values = [1, JSON.stringify(emptyRun.sweep), '', '/grid.yaml', 'wasm', '4.22.0', 2]
  database
    .prepare(
      `INSERT INTO runs (name, created_at, sweep, sweep_text, sweep_file, engine, engine_version, threads)
       VALUES ('old', ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(values)
  database.close()
  const store = openSqliteStore(path, systemClock)
  const conditions = { engine: 'wasm', engineVersion: '4.22.0', device: 'cpu', threads: 2 }
  expect(await store.runs()).toMatchObject([{ name: 'old', conditions }])
  await store.close()
})

test('a newer schema is refused with both versions', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  const database = new Database(path)
  database.pragma('user_version = 99')
  database.close()
  expect(() => openSqliteStore(path, systemClock)).toThrow(/its schema is version 99, this sweep knows up to \d+/)
})

test('a file that is no database is refused by name', async () => {
  const path = join(await temporaryFolder(), 'sweep.db')
  await writeFile(path, 'something else entirely, and long enough to be read as a header'.repeat(4))
  expect(() => openSqliteStore(path, systemClock)).toThrow(/sweep\.db: file is not a database/)
})
