import type { Holder } from '../core/holder.js'
import { SweepError } from '../core/sweep-error.js'

/** Another living process works on the run. */
export class RunHeldError extends SweepError {
  override readonly name = 'RunHeldError'

  constructor(
    readonly run: string,
    readonly holder: Holder,
    /** Milliseconds since 1970. */
    readonly since: number,
  ) {
    super(
      `Run "${run}" is being worked on by process ${holder.pid} on ${holder.host} since ${moment(since)}. ` +
        'Wait for it to end, or stop it with Ctrl-C, then resume.',
    )
  }
}

/** `2026-03-01 14:05:09 UTC` */
function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
