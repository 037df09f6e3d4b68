import type { Clock } from '../../core/clock.js'
import type { Store } from '../store.js'
import { guarded } from './guarded.js'
import { openDatabase } from './open-database.js'
import { runWriter } from './run-writer.js'
import { sqliteReader } from './sqlite-reader.js'
import { trialWriter } from './trial-writer.js'
import { prepareWriterStatements } from './writer-statements.js'

/** The store that runs use: one SQLite file. Throws StoreError when the file cannot be used. */
export function openSqliteStore(path: string, clock: Clock): Store {
  const database = openDatabase(path)
  const sql = prepareWriterStatements(database)
  const runs = runWriter(database, sql, clock)
  const trials = trialWriter(database, sql, clock)

  return {
    ...sqliteReader(database, path),
    createRun: async (run, alsoTaken = []) => guarded(path, () => runs.create(run, alsoTaken)),
    hold: async (request) => guarded(path, () => runs.hold(request)),
    release: async (run, holder) => guarded(path, () => runs.release(run, holder)),
    amend: async (run, change) => guarded(path, () => runs.amend(run, change)),
    claim: async (request) => guarded(path, () => trials.claim(request)),
    record: async (records) => guarded(path, () => trials.record(records)),
    finish: async (lease, ended) => guarded(path, () => trials.finish(lease, ended)),
  }
}
