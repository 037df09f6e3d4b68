import { SweepError } from '../core/sweep-error.js'

/** The database cannot be read or written as it is. */
export class StoreError extends SweepError {
  override readonly name = 'StoreError'
}
