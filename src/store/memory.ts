import type { Clock } from '../core/clock.js'
import type { Holder, Run } from '../core/run.js'
import type { Reading } from '../core/trial.js'
import { nextRunName, refusal, sameHolder } from './claims.js'
import type { Lease, Store, StoredAttempt, StoredTrial, StoreReader } from './store.js'

/** A store that lives as long as its process: to be read, and to hold the other one against. */
export function createMemoryStore(clock: Clock): Store {
  const runs: Run[] = []
  const cells = new Map<string, Map<string, Cell>>()
  const leases = new Map<string, { holder: Holder; since: number; expiresAt: number }>()

  const holds = (lease: Lease) => {
    const cell = cells.get(lease.run)?.get(lease.key)
    return cell?.trial.status === 'running' && cell.trial.attempts === lease.attempt ? cell : undefined
  }

  return {
    ...memoryReader(runs, cells),

    async createRun(newRun, alsoTaken = []) {
      const taken = [...runs.map(({ name }) => name), ...alsoTaken]
      const run = { ...newRun, name: nextRunName(newRun.name, newRun.sweep.name, taken), createdAt: clock.now() }
      runs.unshift(run)
      cells.set(run.name, new Map())
      return run
    },

    async hold({ run, holder, leaseMilliseconds, takeOver }) {
      const now = clock.now()
      const lease = leases.get(run)
      const renewed = lease !== undefined && sameHolder(lease.holder, holder)
      const passes = !lease || lease.expiresAt <= now || (takeOver !== undefined && sameHolder(lease.holder, takeOver))
      if (!renewed && !passes) return { state: 'held', by: lease.holder, since: lease.since }
      leases.set(run, { holder, since: renewed ? lease.since : now, expiresAt: now + leaseMilliseconds })
      return { state: 'leased' }
    },

    async release(run, holder) {
      const lease = leases.get(run)
      if (lease && sameHolder(lease.holder, holder)) leases.delete(run)
    },

    async amend(name, { numbers, ...change }) {
      const place = runs.findIndex((run) => run.name === name)
      const numberOf = new Map(numbers)
      for (const cell of cells.get(name)!.values()) {
        const number = numberOf.get(cell.trial.key)
        cell.wanted = number !== undefined
        if (number !== undefined) cell.trial = { ...cell.trial, number }
      }
      const run = { ...runs[place]!, ...change }
      runs[place] = run
      return run
    },

    async claim(request) {
      const ofRun = cells.get(request.run)!
      const { key, number } = request.trial
      const cell = ofRun.get(key)
      if (cell && !cell.wanted) {
        cell.wanted = true
        cell.trial = { ...cell.trial, number }
      }
      const refused = cell && refusal({ ...cell.trial, expiresAt: cell.expiresAt }, request, clock.now())
      if (refused) return refused
      const twin = !cell && request.reuse ? twinOf(request.run, key) : undefined
      if (twin) {
        const { seed, params } = request.trial
        const trial = { ...twin.cell.trial, number, key, params, seed, attempts: 1, reusedFrom: twin.run }
        const attempts = twin.cell.attempts.slice(-1).map((last) => ({ ...last, number: 1 }))
        ofRun.set(key, { ...twin.cell, attempts, trial: { ...trial, continuedFrom: null }, wanted: true })
        return { state: 'reused', from: { run: twin.run, number: twin.cell.trial.number }, value: trial.value! }
      }
      const attempt = (cell?.trial.attempts ?? 0) + 1
      const continuedFrom = cell?.trial.continuedFrom ?? null
      ofRun.set(key, {
        trial: { ...request.trial, ...unfinished, continuedFrom, attempts: attempt, holder: request.holder },
        readings: new Map(),
        attempts: [
          ...(cell?.attempts ?? []).map((each) => lost(each, clock.now())),
          { number: attempt, startedAt: clock.now(), endedAt: null, outcome: null },
        ],
        wanted: true,
        leaseMilliseconds: request.leaseMilliseconds,
        expiresAt: clock.now() + request.leaseMilliseconds,
      })
      return { state: 'leased', lease: { run: request.run, key, attempt } }
    },

    async record(records) {
      for (const { lease, readings } of records) {
        const cell = holds(lease)
        if (!cell) continue
        for (const reading of readings) cell.readings.set(reading.step, reading)
        cell.expiresAt = clock.now() + cell.leaseMilliseconds
      }
    },

    async finish(lease, { outcome, value, bestStep, seconds, continuedFrom }) {
      const cell = holds(lease)
      if (!cell) return false
      const error = outcome.status === 'failed' ? outcome.error : null
      const from = continuedFrom ?? cell.trial.continuedFrom
      const metrics = outcome.status === 'complete' ? outcome.metrics : null
      const ended = {
        status: outcome.status,
        holder: null,
        value,
        bestStep,
        metrics,
        seconds,
        error,
        continuedFrom: from,
      }
      cell.trial = { ...cell.trial, ...ended }
      cell.attempts.push({ ...cell.attempts.pop()!, endedAt: clock.now(), outcome })
      return true
    },
  }

  function twinOf(name: string, key: string): { readonly run: string; readonly cell: Cell } | undefined {
    const identity = runs.find((run) => run.name === name)!.identity
    for (const run of runs) {
      const cell = cells.get(run.name)!.get(key)
      const same = identity !== null && run.identity === identity && run.name !== name
      if (same && cell?.trial.status === 'complete' && cell.trial.value !== null) return { run: run.name, cell }
    }
    return undefined
  }
}

/** An attempt that never ended lost its process; the next claim is the moment at which that is known. */
function lost(attempt: Cell['attempts'][number], now: number): Cell['attempts'][number] {
  if (attempt.endedAt !== null) return attempt
  return { ...attempt, endedAt: now, outcome: { status: 'interrupted', reason: 'its process ended' } }
}

const unfinished = {
  status: 'running',
  value: null,
  bestStep: null,
  metrics: null,
  steps: 0,
  seconds: 0,
  error: null,
  reusedFrom: null,
  readings: [] as readonly Reading[],
} satisfies Partial<StoredTrial>

/** What the memory store knows of one trial of a run. */
interface Cell {
  trial: StoredTrial
  wanted: boolean
  readonly readings: Map<number, Reading>
  /** Without what is the trial's. */
  readonly attempts: Omit<StoredAttempt, 'key' | 'trial'>[]
  readonly leaseMilliseconds: number
  expiresAt: number
}

/** The half of the memory store that only looks. */
function memoryReader(runs: readonly Run[], cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>): StoreReader {
  const wantedOf = (run: string) => [...(cells.get(run)?.values() ?? [])].filter(({ wanted }) => wanted)
  return {
    async runs() {
      return [...runs]
    },

    async *trials(run, { readings: withReadings, status, wanted = 'wanted' } = {}) {
      const ordered = [...(cells.get(run)?.values() ?? [])].sort(
        (a, b) => Number(b.wanted) - Number(a.wanted) || a.trial.number - b.trial.number,
      )
      for (const { trial, readings, wanted: isWanted } of ordered) {
        if (wanted !== 'all' && isWanted !== (wanted === 'wanted')) continue
        if (status && trial.status !== status) continue
        const byStep = [...readings.values()].sort((a, b) => a.step - b.step)
        yield { ...trial, steps: byStep.length, readings: withReadings ? byStep : [] }
      }
    },

    async best(run, count) {
      const { metric } = runs.find(({ name }) => name === run)!.sweep
      const sign = metric.goal === 'maximize' ? -1 : 1
      return wantedOf(run)
        .filter(({ trial }) => trial.status === 'complete' && trial.value !== null)
        .map(({ trial, readings }) => ({ ...trial, steps: readings.size }))
        .sort((a, b) => sign * (a.value! - b.value!) || a.number - b.number)
        .slice(0, count)
    },

    async attempts(run, only) {
      return wantedOf(run)
        .filter(({ trial }) => only === undefined || trial.key === only)
        .flatMap(({ trial: { key, number: trial }, attempts }) => attempts.map((each) => ({ ...each, key, trial })))
        .sort((a, b) => a.startedAt - b.startedAt || a.trial - b.trial || a.number - b.number)
    },

    async counts(run) {
      const statuses = { complete: 0, pruned: 0, failed: 0, running: 0, interrupted: 0 }
      for (const { trial } of wantedOf(run)) statuses[trial.status]++
      return { statuses, unwanted: (cells.get(run)?.size ?? 0) - wantedOf(run).length }
    },

    async statuses(run) {
      return new Map(wantedOf(run).map(({ trial }) => [trial.key, trial.status]))
    },

    async close() {},
  }
}
