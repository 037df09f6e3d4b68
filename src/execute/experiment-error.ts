import { SweepError } from '../core/sweep-error.js'

/** An experiment's module cannot be used: it does not load, exports no experiment, or its `prepare` refuses. */
export class ExperimentError extends SweepError {
  override readonly name = 'ExperimentError'
}
