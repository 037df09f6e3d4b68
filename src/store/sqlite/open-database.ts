import Database from 'better-sqlite3'
import { StoreError } from '../store-error.js'
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
    database.pragma('journal_mode = WAL')
    // A commit survives the death of the process; only a power cut may take the last ones, never the database.
    database.pragma('synchronous = NORMAL')
    database.pragma('foreign_keys = ON')
    migrate(database, path)
    return database
  } catch (error) {
    database.close()
    if (error instanceof StoreError) throw error
    throw new StoreError(`${path}: ${(error as Error).message}. Is it the database of a folder of runs?`, {
      cause: error,
    })
  }
}

function migrate(database: Database.Database, path: string): void {
  const version = () => database.pragma('user_version', { simple: true }) as number
  if (version() > migrations.length) {
    throw new StoreError(
      `${path}: its schema is version ${version()}, this sweep knows up to ${migrations.length}. Use a newer sweep.`,
    )
  }
  if (version() === migrations.length) return
  // Immediate, so that of two processes that open a new database one waits and then finds the work done.
  database
    .transaction(() => {
      for (const step of migrations.slice(version())) database.exec(step)
      database.pragma(`user_version = ${migrations.length}`)
    })
    .immediate()
}
