import type { Clock } from '../core/clock.js'
import { SweepError } from '../core/errors.js'
import { type Holder, isGone } from '../core/run.js'
import type { Store } from '../store/store.js'

/** The right of one process to work on a run, kept up until it is released. */
export interface RunLease {
  readonly run: string
  readonly holder: Holder
  /** How long it lasts without a sign of life from its holder. */
  readonly milliseconds: number
  /** Aborts, with RunLostError or StoreError, when the lease is lost or cannot be renewed. */
  readonly lost: AbortSignal
  /** Makes sure that the lease has not run out unnoticed, as it does in a process that was suspended. Throws RunLostError. */
  confirm(): Promise<void>
  release(): Promise<void>
}

/**
 * Takes the lease of a run. That of a process of this machine that is gone is taken over at once, any other one when it
 * has run out. Throws RunHeldError when it is held.
 */
export async function holdRun(
  store: Store,
  run: string,
  holder: Holder,
  clock: Clock,
  milliseconds = 60_000,
): Promise<RunLease> {
  const request = { run, holder, leaseMilliseconds: milliseconds }
  let taken = await store.hold(request)
  if (taken.state === 'held' && isGone(taken.by)) taken = await store.hold({ ...request, takeOver: taken.by })
  if (taken.state === 'held') throw new RunHeldError(run, taken.by, taken.since)

  const lost = new AbortController()
  let renewed = clock.now()
  const confirm = async () => {
    lost.signal.throwIfAborted()
    // By the time of day, which goes on while this process or the whole machine is suspended.
    if (clock.now() - renewed < milliseconds / 6) return
    const renewal = await store.hold(request)
    if (renewal.state === 'held') throw new RunLostError(run, renewal.by)
    renewed = clock.now()
  }
  const renewal = setInterval(() => {
    confirm().catch((error) => {
      clearInterval(renewal)
      lost.abort(error)
    })
  }, milliseconds / 60)

  return {
    run,
    holder,
    milliseconds,
    lost: lost.signal,
    confirm,
    async release() {
      clearInterval(renewal)
      // What cannot be given back runs out, or is taken over when this process is gone.
      await store.release(run, holder).catch(() => {})
    },
  }
}

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
