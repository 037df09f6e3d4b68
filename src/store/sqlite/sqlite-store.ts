import type { Clock } from '../../core/clock.js'
import type { Holder } from '../../core/holder.js'
import type { NewRun } from '../../core/run.js'
import { nextRunName } from '../next-run-name.js'
import type { AttemptReadings, Claim, ClaimRequest, Ended, Lease, Store, StoredTrial } from '../store.js'
import { StoreError } from '../store-error.js'
import { openDatabase } from './open-database.js'
import { readingFromRow, runFromRow, trialFromRow } from './rows.js'
import { prepareStatements } from './statements.js'

/** The store that runs use: one SQLite file. Throws StoreError when the file cannot be used. */
export function openSqliteStore(path: string, clock: Clock): Store {
  const database = openDatabase(path)
  const sql = prepareStatements(database)

  const createRun = database.transaction((run: NewRun, alsoTaken: readonly string[]) => {
    const runNames = sql.runNames.pluck().all() as string[]
    const name = nextRunName(run.name, run.sweep.name, [...runNames, ...alsoTaken])
    sql.insertRun.run({
      name,
      createdAt: clock.now(),
      sweep: JSON.stringify(run.sweep),
      sweepText: run.sweepText,
      sweepFile: run.sweepFile,
      ...run.conditions,
    })
    return runFromRow(sql.run.get(name))
  })

  const claim = database.transaction((request: ClaimRequest): Claim => {
    const now = clock.now()
    const trial = sql.trial.get(request.run, request.trial.key) as TrialState | undefined
    const refused = trial && refusal(trial, request, now)
    if (refused) return refused
    const attempt = (trial?.attempts ?? 0) + 1
    const lease = {
      attempt,
      holder: JSON.stringify(request.holder),
      milliseconds: request.leaseMilliseconds,
      expiresAt: now + request.leaseMilliseconds,
    }
    const { number, key, params, seed } = request.trial
    if (trial) {
      // An attempt that never ended lost its process; this is the moment at which that is known.
      sql.endAttempt.run({ ...outcomeRow({ status: 'interrupted', reason: 'its process ended' }, now), ...trial })
      sql.leaseTrial.run({ ...lease, id: trial.id })
    } else {
      sql.insertTrial.run({ ...lease, run: request.run, number, key, params: JSON.stringify(params), seed })
    }
    sql.insertAttempt.run({ run: request.run, key, attempt, now })
    return { state: 'leased', lease: { run: request.run, key, attempt } }
  })

  const record = database.transaction((records: readonly AttemptReadings[]) => {
    const now = clock.now()
    for (const { lease, readings } of records) {
      const held = sql.held.get(lease) as { id: number; attempt_id: number } | undefined
      if (!held) continue
      sql.renew.run({ id: held.id, now })
      for (const { step, metrics, seconds } of readings) {
        sql.insertReading.run({ attempt: held.attempt_id, step, metrics: JSON.stringify(metrics), seconds })
      }
    }
  })

  const finish = database.transaction((lease: Lease, { outcome, value, bestStep, seconds }: Ended) => {
    const held = sql.held.get(lease) as { id: number } | undefined
    if (!held) return false
    sql.endAttempt.run({ ...outcomeRow(outcome, clock.now()), id: held.id, attempts: lease.attempt })
    sql.finishTrial.run({ id: held.id, status: outcome.status, value, bestStep, seconds })
    return true
  })

  return {
    createRun: async (run, alsoTaken = []) => guarded(path, () => createRun.immediate(run, alsoTaken)),
    runs: async () => guarded(path, () => sql.runs.all().map(runFromRow)),
    claim: async (request) => guarded(path, () => claim.immediate(request)),
    record: async (records) => guarded(path, () => record.immediate(records)),
    finish: async (lease, ended) => guarded(path, () => finish.immediate(lease, ended)),
    async *trials(run, include) {
      let after = 0
      for (;;) {
        // By pages: an open cursor would keep this connection from writing.
        const page = guarded(path, () => sql.trials.all({ run, after, limit: pageSize })) as ({ id: number } & object)[]
        for (const row of page) {
          const readings = include?.readings ? guarded(path, () => sql.readings.all(row.id)).map(readingFromRow) : []
          const trial: StoredTrial = trialFromRow(row, readings)
          after = trial.number
          yield trial
        }
        if (page.length < pageSize) return
      }
    },
    close: async () => {
      database.close()
    },
  }
}

const pageSize = 1000

interface TrialState {
  readonly id: number
  readonly status: StoredTrial['status']
  readonly attempts: number
  readonly lease_holder: string | null
  readonly lease_expires_at: number
}

function refusal(trial: TrialState, request: ClaimRequest, now: number): Claim | undefined {
  switch (trial.status) {
    case 'interrupted':
      return undefined
    case 'running':
      if (request.takeOver === trial.attempts || trial.lease_expires_at <= now) return undefined
      return { state: 'held', attempt: trial.attempts, by: JSON.parse(trial.lease_holder!) as Holder }
    case 'failed':
      return request.retryFailed ? undefined : { state: 'finished', status: trial.status }
    case 'complete':
    case 'pruned':
      return { state: 'finished', status: trial.status }
    default:
      return trial.status satisfies never
  }
}

function outcomeRow(outcome: Ended['outcome'], now: number) {
  return { outcome: JSON.stringify(outcome), now }
}

/** What SQLite refuses (disk full, file not writable, locked for too long) leaves as an error that names the file. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_')) throw error
    throw new StoreError(`${path}: ${error.message} (${error.code})`, { cause: error })
  }
}
