import { SweepError } from '../../core/sweep-error.js'

/** An expression of a sweep file cannot be read, or has no value at a point. */
export class ExpressionError extends SweepError {
  override readonly name = 'ExpressionError'
}
