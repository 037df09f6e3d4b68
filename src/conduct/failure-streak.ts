import type { ErrorRecord } from '../core/error-record.js'
import type { Outcome } from '../core/outcome.js'

/** Notices a sweep that cannot work: its first trials all fail for the same reason. */
export interface FailureStreak {
  /** Takes note of how a trial ended; true when as many as allowed have now failed in turn with the same error. */
  ended(outcome: Outcome): boolean
}

/**
 * `limit` 0 allows any number. Errors are the same when class, name and first line of the message are. Once a trial has
 * completed, nothing is counted any more: the experiment works, and what fails are trials. A trial that diverges has
 * trained, so it breaks the streak too.
 */
export function createFailureStreak(limit: number, anyComplete: boolean): FailureStreak {
  let works = anyComplete || limit === 0
  let last: string | undefined
  let length = 0
  return {
    ended(outcome) {
      if (outcome.status === 'interrupted') return false
      if (outcome.status !== 'failed') works = true
      if (works) return false
      const error =
        outcome.status === 'failed' && outcome.error.class !== 'diverged' ? likeness(outcome.error) : undefined
      length = error === undefined ? 0 : error === last ? length + 1 : 1
      last = error
      return length >= limit
    },
  }
}

function likeness({ class: errorClass, name, message }: ErrorRecord): string {
  return JSON.stringify([errorClass, name, message.split('\n', 1)[0]])
}
