import type { ErrorClass, ErrorRecord } from '../core/errors.js'
import type { FaultPolicy } from '../core/sweep.js'
import type { Outcome } from '../core/trial.js'
import type { Task } from './agenda.js'

/** A further attempt at a trial, and how long to wait before it. */
export interface Retry {
  readonly task: Task
  readonly milliseconds: number
}

/** What follows an attempt that failed: undefined when the policy gives its class no further retry. */
export function retryOf(task: Task, failed: ErrorClass, { onFailure }: FaultPolicy): Retry | undefined {
  const { retries, backoff } = onFailure[failed]
  const before = task.failures[failed] ?? 0
  if (before >= retries) return undefined
  return {
    // What did not fit beside others may fit alone.
    task: { ...task, failures: { ...task.failures, [failed]: before + 1 }, alone: failed === 'out_of_memory' },
    milliseconds: Math.min(backoff * 2 ** before, longestBackoff) * 1000,
  }
}

/** Seconds: a day. Timers of Node end at 25. */
const longestBackoff = 86_400

/** Notices a sweep that cannot work: its first trials all fail for the same reason. */
interface FailureStreak {
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
