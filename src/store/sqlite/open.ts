import Database from 'better-sqlite3'
import { StoreError } from '../store.js'
import { storeErrorFrom } from './errors.js'
import { migrations } from './migrations.js'

/** Opens the database in WAL mode and brings its schema up to date. Throws StoreError when it cannot be used. */
export function openDatabase(path: string): Database.Database {
  let database: Database.Database
  try {
    database = new Database(path, { timeout: 30_000 })
  } catch (error) {
    throw new StoreError(`${path}: cannot be opened: ${(error as Error).message}`, { cause: error })
  }
  try {
    useWriteAheadLog(database)
    // A commit survives the death of the process; only a power cut may take the last ones, never the database.
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    migrate(database, path)
    return database
  } catch (error) {
    database.close()
    throw storeErrorFrom(error, path) ?? error
  }
}

/**
 * SQLite does not wait for its time-out when two processes turn a new database to WAL at once: each would wait for the
 * other (sqlite.org/c3ref/busy_handler.html). The one that is refused asks again.
 */
function useWriteAheadLog(database: Database.Database): void {
  for (let left = 100; ; left--) {
    try {
      database.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (left === 0 || (error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

function migrate(database: Database.Database, path: string): void {
  if (schemaVersion(database, path) === migrations.length) return
  // Immediate, so that of two processes that open a new database one waits and then finds the work done.
  database
    .transaction(() => {
      for (const step of migrations.slice(schemaVersion(database, path))) database.exec(step)
      database.pragma(`user_version = ${migrations.length}`)
    })
    .immediate()
}

/** How many migrations a database has seen. Throws StoreError when a newer sweep has written it. */
export function schemaVersion(database: Database.Database, path: string): number {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version <= migrations.length) return version
  throw new StoreError(
    `${path}: its schema is version ${version}, this sweep knows up to ${migrations.length}. Use a newer sweep.`,
  )
}
