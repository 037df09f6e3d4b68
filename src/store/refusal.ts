import type { Holder } from '../core/holder.js'
import type { Claim, ClaimRequest } from './store.js'
import type { StoredTrialStatus } from './stored-trial.js'

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
