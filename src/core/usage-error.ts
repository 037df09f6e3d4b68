import { SweepError } from './sweep-error.js'

/** A command, a name or a file that the caller gave cannot be used. */
export class UsageError extends SweepError {
  override readonly name = 'UsageError'
}
