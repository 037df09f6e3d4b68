import { UsageError } from '../core/errors.js'
import type { Holder } from '../core/run.js'
import type { Claim, ClaimRequest, StoredTrialStatus } from './store.js'

/** How a trial stands with a store, as far as it decides about a claim. */
export interface Standing {
  readonly status: StoredTrialStatus
  readonly attempts: number
  /** Who holds its lease; null unless it is running. */
  readonly holder: Holder | null
  /** When the lease runs out, in milliseconds since 1970. */
  readonly expiresAt: number
}

/** Why a trial is not leased to who asks for it; undefined when it is. */
export function refusal(trial: Standing, request: ClaimRequest, now: number): Claim | undefined {
  switch (trial.status) {
    case 'interrupted':
      return undefined
    case 'running':
      if (request.takeOver === trial.attempts || trial.expiresAt <= now) return undefined
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

/** Whether two records name one process. */
export function sameHolder(a: Holder, b: Holder): boolean {
  return a.host === b.host && a.pid === b.pid && a.started === b.started
}

/** The name asked for, or `<sweep>-<n>` with the next number. Throws UsageError when the name asked for is taken. */
export function nextRunName(asked: string | undefined, sweepName: string, taken: Iterable<string>): string {
  const names = new Set(taken)
  if (asked !== undefined) {
    if (names.has(asked)) {
      throw new UsageError(
        `There is already a run "${asked}", or a file of that name in the folder of runs. ` +
          `Choose another --name, or go on with the run: sweep resume ${asked}`,
      )
    }
    return asked
  }
  const prefix = `${sweepName}-`
  const numbers = [...names].filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length)))
  return `${prefix}${1 + Math.max(0, ...numbers.filter(Number.isInteger))}`
}
