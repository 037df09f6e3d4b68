import type { ErrorClass } from '../core/error-record.js'
import type { FaultPolicy } from '../core/fault-policy.js'
import type { Task } from './task.js'

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
