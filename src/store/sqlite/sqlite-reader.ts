import type Database from 'better-sqlite3'
import type { StoredCounts, StoreReader, TrialQuery } from '../store-reader.js'
import type { StoredTrial, StoredTrialStatus } from '../stored-trial.js'
import { guarded } from './guarded.js'
import { prepareReaderStatements } from './reader-statements.js'
import { attemptFromRow, readingFromRow, runFromRow, trialFromRow } from './rows.js'

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
