import { SweepError } from '#sweep/core/errors.js'

/** A measurement that cannot be made, or one that would not mean what it says. */
export class BenchError extends SweepError {
  override readonly name = 'BenchError'
}
