import { StoreError } from '../store-error.js'

/** What SQLite refuses (disk full, file not writable, locked for too long) leaves as an error that names the file. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_')) throw error
    throw new StoreError(`${path}: ${error.message} (${error.code})`, { cause: error })
  }
}
