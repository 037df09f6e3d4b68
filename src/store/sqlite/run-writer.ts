import type Database from 'better-sqlite3'
import type { Clock } from '../../core/clock.js'
import type { Holder } from '../../core/holder.js'
import type { NewRun, Run } from '../../core/run.js'
import { nextRunName } from '../next-run-name.js'
import { sameHolder } from '../same-holder.js'
import type { Amendment, Hold, HoldRequest } from '../store.js'
import { runFromRow } from './rows.js'
import type { prepareWriterStatements } from './writer-statements.js'

/** What is written about whole runs; each function is one transaction. */
export function runWriter(database: Database.Database, sql: ReturnType<typeof prepareWriterStatements>, clock: Clock) {
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
