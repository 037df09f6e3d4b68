import { SweepError } from '../../../core/sweep-error.js'

/** Training batches that could not be prepared, or are asked for after their source was closed. */
export class BatchError extends SweepError {
  override readonly name = 'BatchError'
}
