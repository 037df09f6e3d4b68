import type { ErrorRecord } from '../core/error-record.js'
import type { TrialRow } from './trial-row.js'

/** Trials that failed for the same reason. */
export interface FailureGroup {
  readonly error: ErrorRecord
  /** Numbers of the first five. */
  readonly trials: readonly number[]
  readonly count: number
}

/** Groups failed trials one by one, so that any number of them takes no more memory than their different reasons. */
export function createFailureGroups() {
  const groups = new Map<string, { error: ErrorRecord; trials: number[]; count: number }>()
  return {
    add({ number, status, error }: Pick<TrialRow, 'number' | 'status' | 'error'>): void {
      if (status !== 'failed' || error === null) return
      const reason = JSON.stringify([error.class, error.name, error.message])
      const group = groups.get(reason) ?? { error, trials: [], count: 0 }
      groups.set(reason, group)
      group.count++
      if (group.trials.length < named) group.trials.push(number)
    },
    groups: (): readonly FailureGroup[] => [...groups.values()],
  }
}

const named = 5
