import { setImmediate as macrotask } from 'node:timers/promises'
import type { Clock } from '../core/clock.js'
import type { ErrorRecord } from '../core/errors.js'
import type { Run } from '../core/run.js'
import { scoreOf } from '../core/sweep.js'
import type { Outcome, Reading, Trial } from '../core/trial.js'
import type { Attempt, Executor } from '../execute/executor.js'
import { StorageError } from '../execute/faults.js'
import type { Ended, Lease, Store } from '../store/store.js'
import { createAgenda, type Task } from './agenda.js'
import type { RunLease } from './lease.js'
import type { Observer } from './observer.js'
import { createPace, earlierPace } from './pace.js'
import { keepRecord } from './record.js'
import { createFailureStreak, type Retry, retryOf } from './retries.js'

export interface ConductOptions {
  readonly run: Run
  /** The right to work on the run; released by whoever took it. */
  readonly lease: RunLease
  /** Asked for the next trial whenever a slot is free. */
  readonly trials: Iterator<Trial>
  readonly store: Store
  readonly executor: Executor
  readonly clock: Clock
  readonly observer: Observer
  /** Aborts when no further attempt shall start and those under way shall end at their next checkpoint. */
  readonly signal: AbortSignal
  /** Train failed trials again. */
  readonly retryFailed: boolean
  /** Take over complete trials of other runs that have the same key and identity. */
  readonly reuse?: boolean
  readonly attemptFor: (trial: Trial) => Attempt
}

/**
 * Brings a run to its end: claim, execute, record, finish, until no trial is left, the signal aborts, or the first
 * trials all fail alike. A trial that fails stops no other. Ends every attempt at once and throws when the lease is lost
 * (RunLostError) or nothing more can be kept (StoreError, StorageError).
 */
export async function conduct(options: ConductOptions): Promise<Ending> {
  const { run, store, executor, clock, observer } = options
  const { faults } = run.sweep
  const broken = new AbortController()
  const hopeless = new AbortController()
  const signal = AbortSignal.any([options.signal, options.lease.lost, broken.signal, hopeless.signal])
  const fail = (error: unknown) => {
    broken.abort(error)
    // What an attempt still did could not be kept, or would be done beside another process.
    void executor.close()
  }
  // It may have been lost before anybody listened; nothing would be trained then, and all be taken for done.
  options.lease.lost.throwIfAborted()
  options.lease.lost.addEventListener('abort', () => fail(options.lease.lost.reason), { once: true })

  let ending: Ending = { how: 'done' }
  // Asked once: a resume of a run of 100,000 trials passes over those that are finished without a transaction for each.
  const statuses = await store.statuses(run.name)
  const agenda = createAgenda(options.trials, signal)
  const pace = createPace(faults.stallTimeout, faults.stallTimeout === 'auto' ? await earlierPace(store, run.name) : [])
  const record = keepRecord(store, fail)
  const streak = createFailureStreak(faults.maxConsecutiveFailures, [...statuses.values()].includes('complete'))

  await Promise.all(Array.from({ length: executor.slots }, (_, slot) => workSlot(slot).catch(fail)))
  await record.close()
  broken.signal.throwIfAborted()
  return ending

  async function workSlot(slot: number): Promise<void> {
    for (let task = await agenda.next(); task; task = await agenda.next()) agenda.done(await tryOnce(task, slot))
  }

  async function tryOnce(task: Task, slot: number): Promise<Retry | undefined> {
    const { trial } = task
    const retried = Object.keys(task.failures).length > 0
    const lease = !retried && isFinished(trial) ? undefined : await claim(trial, options.retryFailed || retried)
    if (!lease) {
      observer.kept(trial)
      // Thousands may be finished in a row: timers and signals get their turn now and then.
      if (trial.number % 1000 === 0) await macrotask()
      return undefined
    }
    observer.started(trial, lease.attempt, slot)
    const { outcome, value } = await carryOut(trial, lease, slot)
    const failure = outcome.status === 'failed' && !signal.aborted ? outcome.error : undefined
    const retry = failure && retryOf(task, failure.class, faults)
    observer.ended(trial, slot, outcome, value, retry)
    if (!retry && streak.ended(outcome) && failure) {
      ending = { how: 'same_failure', error: failure, trials: faults.maxConsecutiveFailures }
      hopeless.abort('the first trials all failed with the same error')
    }
    return retry
  }

  function isFinished({ key }: Trial): boolean {
    const status = statuses.get(key)
    return status === 'complete' || status === 'pruned' || (status === 'failed' && !options.retryFailed)
  }

  async function claim(trial: Trial, retryFailed: boolean): Promise<Lease | undefined> {
    await options.lease.confirm()
    const { holder, milliseconds: leaseMilliseconds } = options.lease
    const request = { run: run.name, trial, holder, leaseMilliseconds, retryFailed, reuse: options.reuse === true }
    let claim = await store.claim(request)
    // The run is held here, so that whoever has left a trial leased works on it no more.
    if (claim.state === 'held') claim = await store.claim({ ...request, takeOver: claim.attempt })
    if (claim.state === 'reused') observer.reused(trial, claim.from)
    return claim.state === 'leased' ? claim.lease : undefined
  }

  async function carryOut(trial: Trial, lease: Lease, slot: number) {
    const readings: Reading[] = []
    const started = clock.monotonic()
    const { reading: paced, patience } = pace.attempt()
    let continuedFrom: string | null = null
    let model = false
    const attempt = options.attemptFor(trial)
    const watch = {
      reading(reading: Reading) {
        readings.push(reading)
        paced(reading.seconds)
        record.reading(lease, reading)
        observer.reading(trial, slot, reading)
      },
      log: (line: string) => observer.log(trial, slot, line),
      patience,
      savedModel() {
        model = true
      },
      continuedFrom(key: string) {
        continuedFrom = key
        const origin = attempt.origins?.find((each) => each.key === key)
        if (origin) observer.continued(trial, origin)
      },
    }
    const outcome = await executor.execute(attempt, watch, signal)
    await record.flush()
    const elapsed = (clock.monotonic() - started) / 1000
    const kept = outcome.status === 'complete' ? { ...outcome, model } : outcome
    const ended = { ...endedWith(kept, readings, elapsed, run), continuedFrom }
    if (!(await store.finish(lease, ended))) {
      observer.log(trial, slot, 'its lease was lost to another process, which goes on with it; nothing of this is kept')
    }
    if (outcome.status === 'interrupted' && outcome.storage) throw new StorageError(outcome.reason)
    return { outcome, value: ended.value }
  }
}

function endedWith(outcome: Outcome, readings: readonly Reading[], elapsed: number, run: Run): Ended {
  const score = outcome.status === 'complete' ? scoreOf(run.sweep.metric, readings, outcome.metrics) : undefined
  // The readings of earlier attempts were reported again, so their seconds count; an attempt without any was timed here.
  const seconds = readings.length === 0 ? elapsed : readings.reduce((sum, reading) => sum + reading.seconds, 0)
  return { outcome, value: score?.value ?? null, bestStep: score?.bestStep ?? null, seconds }
}

/** Why a conductor has ended: no attempt is left to be made, or the sweep cannot work as it is. */
export type Ending =
  | { readonly how: 'done' }
  | { readonly how: 'same_failure'; readonly error: ErrorRecord; readonly trials: number }
