import type { Holder } from '../core/holder.js'
import { SweepError } from '../core/sweep-error.js'

/** Another process has taken a run over, because this one did not renew its lease in time. */
export class RunLostError extends SweepError {
  override readonly name = 'RunLostError'

  constructor(
    readonly run: string,
    readonly holder: Holder,
  ) {
    super(
      `Run "${run}" now belongs to process ${holder.pid} on ${holder.host}: this process was suspended for longer than ` +
        'its lease lasts. Everything here was stopped; the other process goes on. See: sweep status',
    )
  }
}
