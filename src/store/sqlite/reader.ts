import { readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { StoredCounts, StoredTrial, StoredTrialStatus, StoreReader, TrialQuery } from '../store.js'
import { guarded } from './errors.js'
import { migrations } from './migrations.js'
import { openDatabase, schemaVersion } from './open.js'
import { attemptFromRow, readingFromRow, runFromRow, trialFromRow } from './rows.js'
import { prepareReaderStatements } from './statements.js'

/**
 * Opens an existing database to look only: nothing in it is created or written, and no writer ever waits for it. That of
 * an older sweep is first brought up to date. Throws StoreError when the file cannot be used.
 */
export function openSqliteReader(path: string): StoreReader {
  const database = openReadOnly(path)
  try {
    return guarded(path, () => sqliteReader(database, path))
  } catch (error) {
    database.close()
    throw error
  }
}

function openReadOnly(path: string): Database.Database {
  const database = guarded(path, () => new Database(path, { readonly: true, fileMustExist: true, timeout: 30_000 }))
  try {
    if (schemaVersion(database, path) === migrations.length) return database
  } catch (error) {
    database.close()
    if (closed.has(String((error as { code?: unknown }).code)) && isWhole(path)) return openCopy(path)
    return guarded(path, () => {
      throw error
    })
  }
  database.close()
  openDatabase(path).close()
  return openReadOnly(path)
}

/** What SQLite says of a folder that it may not write to; which of them depends on the mount and the permissions. */
const closed = new Set(['SQLITE_CANTOPEN', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_READONLY_CANTINIT'])

/** In a folder that cannot be written, SQLite cannot make the files that readers and writers meet by, so it refuses. */
function openCopy(path: string): Database.Database {
  const bytes = readFileSync(path)
  // Bytes 18 and 19 say that there is a write-ahead log (sqlite.org/fileformat.html, 1.3.3); a copy in memory has none.
  bytes.fill(1, 18, 20)
  const database = guarded(path, () => new Database(bytes))
  guarded(path, () => {
    for (const step of migrations.slice(schemaVersion(database, path))) database.exec(step)
  })
  return database
}

/** Whether all that was written stands in the file itself. */
function isWhole(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/** The half of the store that only looks, over an open database; `path` is for messages. */
export function sqliteReader(database: Database.Database, path: string): StoreReader {
  const sql = prepareReaderStatements(database)
  const runId = (name: string) => sql.runId.get(name) as number

  function* pages(run: string, wanted: 0 | 1, { readings, status }: Query): Generator<StoredTrial> {
    const query = { run: runId(run), wanted, limit: pageSize }
    let place = { afterNumber: 0, afterId: 0 }
    for (;;) {
      // By pages: an open cursor would keep this connection from writing.
      const page = guarded(path, () => sql.trials[status ?? 'any']!.all({ ...query, ...place })) as {
        id: number
        number: number
      }[]
      for (const row of page) {
        const read = readings ? guarded(path, () => sql.readings.all(row.id)).map(readingFromRow) : []
        yield trialFromRow(row, read)
        place = { afterNumber: row.number, afterId: row.id }
      }
      if (page.length < pageSize) return
    }
  }

  return {
    runs: async () => guarded(path, () => sql.runs.all().map(runFromRow)),
    async *trials(run, query = {}) {
      const { wanted = 'wanted' } = query
      if (wanted !== 'unwanted') yield* pages(run, 1, query)
      if (wanted !== 'wanted') yield* pages(run, 0, query)
    },
    best: async (run, count) =>
      guarded(path, () => {
        const { goal } = runFromRow(sql.run.get(run)).sweep.metric
        return sql.best[goal].all({ run: runId(run), count }).map((row) => trialFromRow(row, []))
      }),
    attempts: async (run, key) =>
      guarded(path, () => {
        const rows =
          key === undefined ? sql.attempts.all({ run: runId(run) }) : sql.attemptsOf.all({ run: runId(run), key })
        return rows.map(attemptFromRow)
      }),
    counts: async (run) => guarded(path, () => countsFromRows(sql.counts.all({ run: runId(run) }) as CountRow[])),
    statuses: async (run) =>
      guarded(path, () => {
        const statuses = new Map<string, StoredTrialStatus>()
        for (const { status, keys } of sql.statuses.all(runId(run)) as StatusRow[]) {
          // Hashes have no comma.
          for (const key of keys.split(',')) statuses.set(key, status)
        }
        return statuses
      }),
    close: async () => {
      database.close()
    },
  }
}

const pageSize = 1000

type Query = Pick<TrialQuery, 'readings' | 'status'>

interface StatusRow {
  readonly status: StoredTrialStatus
  readonly keys: string
}

interface CountRow {
  readonly wanted: 0 | 1
  readonly status: StoredTrialStatus
  readonly count: number
}

function countsFromRows(rows: readonly CountRow[]): StoredCounts {
  const statuses = { complete: 0, pruned: 0, failed: 0, running: 0, interrupted: 0 }
  let unwanted = 0
  for (const { wanted, status, count } of rows) {
    if (wanted === 1) statuses[status] = count
    else unwanted += count
  }
  return { statuses, unwanted }
}
