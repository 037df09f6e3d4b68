import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError, type StoreProblem } from '../store.js'

/** What SQLite refuses about the file at `path`, with what to do about it; undefined for any other error. */
export function storeErrorFrom(error: unknown, path: string): StoreError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_')) return undefined
  const kind = problemOf(String(error.code), path)
  const advice = kind === 'other' ? '' : `. ${adviceFor[kind]}`
  return new StoreError(`${path}: ${error.message} (${error.code})${advice}`, { kind, cause: error })
}

/** By SQLite's result codes (sqlite.org/rescode.html), whose extended ones begin with the one that they extend. */
function problemOf(code: string, path: string): StoreProblem {
  // The file of shared memory is made as long as it must be when it is opened, and that needs room.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'full'
  if (/^SQLITE_(READONLY|PERM)/.test(code)) return 'read_only'
  // Beside the database SQLite keeps two files while it is open.
  if (/^SQLITE_CANTOPEN/.test(code) && !isWritable(dirname(path))) return 'read_only'
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'corrupt'
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return 'busy'
  return 'other'
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const adviceFor = {
  full: 'Free room on its file system',
  read_only: 'Make the file and its folder writable',
  corrupt:
    'It is not the database of a folder of runs, or it is damaged. Put a copy in its place, or name another --runs-dir',
  busy: 'Another process keeps it for longer than 30 seconds: end that one, or try again',
} satisfies Record<Exclude<StoreProblem, 'other'>, string>

/** What SQLite refuses (disk full, file not writable, locked for too long) leaves as an error that names the file. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storeErrorFrom(error, path) ?? error
  }
}
