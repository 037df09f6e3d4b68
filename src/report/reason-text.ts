import type { Outcome } from '../core/trial.js'
import { failureText } from './failure-text.js'

/** Why an attempt ended as it did; undefined for one that is complete. */
export function reasonText(outcome: Outcome): string | undefined {
  switch (outcome.status) {
    case 'complete':
      return undefined
    case 'failed':
      return failureText(outcome.error)
    case 'pruned':
    case 'interrupted':
      return outcome.reason
    default:
      return outcome satisfies never
  }
}
