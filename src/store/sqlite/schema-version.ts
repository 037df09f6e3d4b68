import type Database from 'better-sqlite3'
import { StoreError } from '../store-error.js'
import { migrations } from './migrations.js'

/** How many migrations a database has seen. Throws StoreError when a newer sweep has written it. */
export function schemaVersion(database: Database.Database, path: string): number {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version <= migrations.length) return version
  throw new StoreError(
    `${path}: its schema is version ${version}, this sweep knows up to ${migrations.length}. Use a newer sweep.`,
  )
}
