import type { ErrorClass } from '../core/error-record.js'
import type { Trial } from '../core/trial.js'

/** A trial that is to be tried, with what this conductor has seen of it. */
export interface Task {
  readonly trial: Trial
  /** How many attempts have failed here, by class. */
  readonly failures: Readonly<Partial<Record<ErrorClass, number>>>
  /** No other attempt may be under way at the same time. */
  readonly alone: boolean
}
