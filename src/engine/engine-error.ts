import { SweepError } from '../core/sweep-error.js'

/** An engine cannot be used on this machine as it is. */
export class EngineError extends SweepError {
  override readonly name = 'EngineError'
}
