import type { Clock } from '../../core/clock.js'
import type { Reading } from '../../core/reading.js'
import type { Run } from '../../core/run.js'
import { nextRunName } from '../next-run-name.js'
import type { Claim, ClaimRequest, Lease, Store, StoredTrial } from '../store.js'

/** A store that lives as long as its process: to be read, and to hold the other one against. */
export function createMemoryStore(clock: Clock): Store {
  const runs: Run[] = []
  const cells = new Map<string, Map<string, Cell>>()

  const holds = (lease: Lease) => {
    const cell = cells.get(lease.run)?.get(lease.key)
    return cell?.trial.status === 'running' && cell.trial.attempts === lease.attempt ? cell : undefined
  }

  return {
    async createRun(newRun, alsoTaken = []) {
      const taken = [...runs.map(({ name }) => name), ...alsoTaken]
      const run = { ...newRun, name: nextRunName(newRun.name, newRun.sweep.name, taken), createdAt: clock.now() }
      runs.unshift(run)
      cells.set(run.name, new Map())
      return run
    },

    async runs() {
      return [...runs]
    },

    async claim(request) {
      const ofRun = cells.get(request.run)!
      const cell = ofRun.get(request.trial.key)
      const refused = cell && refusal(cell, request, clock.now())
      if (refused) return refused
      const attempt = (cell?.trial.attempts ?? 0) + 1
      ofRun.set(request.trial.key, {
        trial: { ...request.trial, ...unfinished, attempts: attempt, holder: request.holder },
        readings: new Map(),
        leaseMilliseconds: request.leaseMilliseconds,
        expiresAt: clock.now() + request.leaseMilliseconds,
      })
      return { state: 'leased', lease: { run: request.run, key: request.trial.key, attempt } }
    },

    async record(records) {
      for (const { lease, readings } of records) {
        const cell = holds(lease)
        if (!cell) continue
        for (const reading of readings) cell.readings.set(reading.step, reading)
        cell.expiresAt = clock.now() + cell.leaseMilliseconds
      }
    },

    async finish(lease, { outcome, value, bestStep, seconds }) {
      const cell = holds(lease)
      if (!cell) return false
      const error = outcome.status === 'failed' ? outcome.error : null
      cell.trial = { ...cell.trial, status: outcome.status, holder: null, value, bestStep, seconds, error }
      return true
    },

    async *trials(run, include) {
      const ordered = [...(cells.get(run)?.values() ?? [])].sort((a, b) => a.trial.number - b.trial.number)
      for (const { trial, readings } of ordered) {
        const byStep = [...readings.values()].sort((a, b) => a.step - b.step)
        yield { ...trial, steps: byStep.length, readings: include?.readings ? byStep : [] }
      }
    },

    async close() {},
  }
}

interface Cell {
  trial: StoredTrial
  readonly readings: Map<number, Reading>
  readonly leaseMilliseconds: number
  expiresAt: number
}

const unfinished = {
  status: 'running',
  value: null,
  bestStep: null,
  steps: 0,
  seconds: 0,
  error: null,
  readings: [],
} as const

function refusal({ trial, expiresAt }: Cell, request: ClaimRequest, now: number): Claim | undefined {
  switch (trial.status) {
    case 'interrupted':
      return undefined
    case 'running':
      if (request.takeOver === trial.attempts || expiresAt <= now) return undefined
      return { state: 'held', attempt: trial.attempts, by: trial.holder! }
    case 'failed':
      return request.retryFailed ? undefined : { state: 'finished', status: trial.status }
    case 'complete':
    case 'pruned':
      return { state: 'finished', status: trial.status }
    default:
      return trial.status satisfies never
  }
}
