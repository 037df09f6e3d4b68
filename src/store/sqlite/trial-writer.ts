import type Database from 'better-sqlite3'
import type { Clock } from '../../core/clock.js'
import { refusal, type Standing } from '../refusal.js'
import type { AttemptReadings, Claim, ClaimRequest, Ended, Lease } from '../store.js'
import type { StoredTrialStatus } from '../stored-trial.js'
import type { prepareWriterStatements } from './writer-statements.js'

/** What is written about trials; each function is one transaction. */
export function trialWriter(
  database: Database.Database,
  sql: ReturnType<typeof prepareWriterStatements>,
  clock: Clock,
) {
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
