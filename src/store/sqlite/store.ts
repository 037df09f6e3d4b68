import type Database from 'better-sqlite3'
import type { Clock } from '../../core/clock.js'
import type { Holder, NewRun, Run } from '../../core/run.js'
import { nextRunName, refusal, type Standing, sameHolder } from '../claims.js'
import type {
  Amendment,
  AttemptReadings,
  Claim,
  ClaimRequest,
  Ended,
  Hold,
  HoldRequest,
  Lease,
  Store,
  StoredTrialStatus,
} from '../store.js'
import { guarded } from './errors.js'
import { openDatabase } from './open.js'
import { sqliteReader } from './reader.js'
import { runFromRow } from './rows.js'
import { prepareWriterStatements } from './statements.js'

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

/** What is written about whole runs; each function is one transaction. */
function runWriter(database: Database.Database, sql: ReturnType<typeof prepareWriterStatements>, clock: Clock) {
  const create = database.transaction((run: NewRun, alsoTaken: readonly string[]): Run => {
    const name = nextRunName(run.name, run.sweep.name, [...(sql.runNames.all() as string[]), ...alsoTaken])
    sql.insertRun.run({ ...runRow(run), name, sweepFile: run.sweepFile, now: clock.now() })
    return runFromRow(sql.run.get(name))
  })

  const hold = database.transaction(({ run, holder, leaseMilliseconds, takeOver }: HoldRequest): Hold => {
    const now = clock.now()
    const lease = sql.runLease.get(run) as RunLease
    const by: Holder | null = lease.lease_holder === null ? null : JSON.parse(lease.lease_holder)
    const renewed = by !== null && sameHolder(by, holder)
    const passes = by === null || lease.lease_expires_at! <= now || (takeOver !== undefined && sameHolder(by, takeOver))
    if (!renewed && !passes) return { state: 'held', by: by!, since: lease.lease_since! }
    const since = renewed ? lease.lease_since : now
    sql.leaseRun.run({ run, holder: JSON.stringify(holder), since, expiresAt: now + leaseMilliseconds })
    return { state: 'leased' }
  })

  const release = database.transaction((run: string, holder: Holder): void => {
    const { lease_holder: by } = sql.runLease.get(run) as RunLease
    if (by !== null && sameHolder(JSON.parse(by), holder)) sql.releaseRun.run({ run, holder: by })
  })

  const amend = database.transaction((run: string, change: Amendment): Run => {
    const id = sql.runId.get(run) as number
    sql.amendRun.run({ ...runRow(change), name: run })
    sql.unwantTrials.run(id)
    for (const [key, number] of change.numbers) sql.wantTrial.run({ run: id, key, number })
    return runFromRow(sql.run.get(run))
  })

  // Immediate, so that whoever decides by what it has read is the only one who writes meanwhile.
  return {
    create: (run: NewRun, alsoTaken: readonly string[]) => create.immediate(run, alsoTaken),
    hold: (request: HoldRequest) => hold.immediate(request),
    release: (run: string, holder: Holder) => release.immediate(run, holder),
    amend: (run: string, change: Amendment) => amend.immediate(run, change),
  }
}

interface RunLease {
  readonly lease_holder: string | null
  readonly lease_since: number | null
  readonly lease_expires_at: number | null
}

function runRow({ sweep, sweepText, overrides, provenance, identity, conditions }: Omit<NewRun, 'name' | 'sweepFile'>) {
  return {
    sweep: JSON.stringify(sweep),
    sweepText,
    overrides: overrides && JSON.stringify(overrides),
    provenance: provenance && JSON.stringify(provenance),
    identity,
    ...conditions,
  }
}

/** What is written about trials; each function is one transaction. */
function trialWriter(database: Database.Database, sql: ReturnType<typeof prepareWriterStatements>, clock: Clock) {
  const claim = database.transaction((request: ClaimRequest): Claim => {
    const now = clock.now()
    const run = sql.runId.get(request.run) as number
    const { number, key, params, seed } = request.trial
    const trial = sql.trial.get(run, key) as TrialState | undefined
    if (trial?.wanted === 0) sql.wantTrial.run({ run, key, number })
    const refused = trial && refusal(standingOf(trial), request, now)
    if (refused) return refused
    const reused = !trial && request.reuse ? reuse(run, number, key) : undefined
    if (reused) return reused
    const attempt = (trial?.attempts ?? 0) + 1
    const lease = {
      number,
      attempt,
      holder: JSON.stringify(request.holder),
      milliseconds: request.leaseMilliseconds,
      expiresAt: now + request.leaseMilliseconds,
    }
    let id = trial?.id
    if (trial) {
      // An attempt that never ended lost its process; this is the moment at which that is known.
      sql.endAttempt.run({ ...outcomeRow({ status: 'interrupted', reason: 'its process ended' }, now), ...trial })
      sql.leaseTrial.run({ ...lease, id: trial.id })
    } else {
      id = sql.insertTrial.get({ ...lease, run, key, params: JSON.stringify(params), seed }) as number
    }
    sql.insertAttempt.run({ id, attempt, now })
    return { state: 'leased', lease: { run: request.run, key, attempt } }
  })

  function reuse(run: number, number: number, key: string): Claim | undefined {
    const twin = sql.twin.get({ run, key }) as Twin | undefined
    if (!twin) return undefined
    const id = sql.reuseTrial.get({ run, number, from: twin.run, twin: twin.id })
    const attempt = sql.reuseAttempt.get({ id, twin: twin.id })
    sql.reuseReadings.run({ attempt, twin: twin.id })
    return { state: 'reused', from: { run: twin.run, number: twin.number }, value: twin.value }
  }

  const record = database.transaction((records: readonly AttemptReadings[]): void => {
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

  const finish = database.transaction((lease: Lease, { outcome, continuedFrom = null, ...ended }: Ended): boolean => {
    const held = sql.held.get(lease) as { id: number } | undefined
    if (!held) return false
    sql.endAttempt.run({ ...outcomeRow(outcome, clock.now()), id: held.id, attempts: lease.attempt })
    sql.finishTrial.run({ id: held.id, status: outcome.status, continuedFrom, ...ended })
    return true
  })

  // Immediate, so that whoever decides by what it has read is the only one who writes meanwhile.
  return {
    claim: (request: ClaimRequest) => claim.immediate(request),
    record: (records: readonly AttemptReadings[]) => record.immediate(records),
    finish: (lease: Lease, ended: Ended) => finish.immediate(lease, ended),
  }
}

interface TrialState {
  readonly id: number
  readonly wanted: 0 | 1
  readonly status: StoredTrialStatus
  readonly attempts: number
  readonly lease_holder: string | null
  readonly lease_expires_at: number
}

interface Twin {
  readonly id: number
  readonly number: number
  readonly value: number
  readonly run: string
}

function standingOf({ status, attempts, lease_holder: holder, lease_expires_at: expiresAt }: TrialState): Standing {
  return { status, attempts, holder: holder === null ? null : JSON.parse(holder), expiresAt }
}

function outcomeRow(outcome: Ended['outcome'], now: number) {
  return { outcome: JSON.stringify(outcome), now }
}
