import type { Clock } from '../core/clock.js'
import { type Holder, isGone } from '../core/holder.js'
import type { Store } from '../store/store.js'
import { RunHeldError } from './run-held-error.js'
import { RunLostError } from './run-lost-error.js'

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
