import { SweepError } from '../../core/sweep-error.js'

/** Data that cannot be read or used. The message starts with the file and, where there is one, the line. */
export class DataError extends SweepError {
  override readonly name = 'DataError'
}
