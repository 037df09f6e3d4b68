import type { Holder } from '../core/holder.js'
import { SweepError } from '../core/sweep-error.js'

/** Another living process works on the run. */
export class RunHeldError extends SweepError {
  override readonly name = 'RunHeldError'

  constructor(
    readonly run: string,
    readonly holder: Holder,
  ) {
    super(
      `Run "${run}" is being worked on by process ${holder.pid} on ${holder.host}. ` +
        'Wait for it to end, or stop it with Ctrl-C, then resume.',
    )
  }
}
