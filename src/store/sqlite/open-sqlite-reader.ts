import { readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { StoreReader } from '../store-reader.js'
import { guarded } from './guarded.js'
import { migrations } from './migrations.js'
import { openDatabase } from './open-database.js'
import { schemaVersion } from './schema-version.js'
import { sqliteReader } from './sqlite-reader.js'

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
