import { storeErrorFrom } from './store-error-from.js'

/** What SQLite refuses (disk full, file not writable, locked for too long) leaves as an error that names the file. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeErrorFrom(error, path) ?? error
  }
}
