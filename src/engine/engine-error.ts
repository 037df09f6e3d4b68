import { SweepError } from '../core/errors.js'

/** An engine cannot be used on this machine as it is. */
export class EngineError extends SweepError {
  override readonly name = 'EngineError'
}
