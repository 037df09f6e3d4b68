import type { Reading } from '../../core/reading.js'
import type { Run } from '../../core/run.js'
import type { StoreReader } from '../store-reader.js'
import type { StoredAttempt } from '../stored-attempt.js'
import type { StoredTrial } from '../stored-trial.js'

/** What the memory store knows of one trial of a run. */
export interface Cell {
  trial: StoredTrial
  wanted: boolean
  readonly readings: Map<number, Reading>
  /** Without what is the trial's. */
  readonly attempts: Omit<StoredAttempt, 'key' | 'trial'>[]
  readonly leaseMilliseconds: number
  expiresAt: number
}

/** The half of the memory store that only looks. */
export function memoryReader(runs: readonly Run[], cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>): StoreReader {
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
