import { setImmediate as macrotask } from 'node:timers/promises'
import type { Clock } from '../core/clock.js'
import { type Holder, isGone } from '../core/holder.js'
import type { Outcome } from '../core/outcome.js'
import type { Reading } from '../core/reading.js'
import type { Run } from '../core/run.js'
import { scoreOf } from '../core/score.js'
import type { Trial } from '../core/trial.js'
import type { Attempt, Executor } from '../execute/executor.js'
import type { Ended, Lease, Store } from '../store/store.js'
import { keepRecord } from './keep-record.js'
import type { Observer } from './observer.js'
import { RunHeldError } from './run-held-error.js'

export interface ConductOptions {
  readonly run: Run
  /** Asked for the next trial whenever a slot is free. */
  readonly trials: Iterator<Trial>
  readonly store: Store
  readonly executor: Executor
  readonly holder: Holder
  readonly clock: Clock
  readonly observer: Observer
  /** Aborts when no further attempt shall start and those under way shall end at their next checkpoint. */
  readonly signal: AbortSignal
  /** Train failed trials again. */
  readonly retryFailed: boolean
  readonly attemptFor: (trial: Trial) => Attempt
}

const leaseMilliseconds = 60_000

/** A trial whose host dies is tried this often, from its last checkpoint. */
const attemptsPerTrial = 3

/**
 * Brings a run to its end: claim, execute, record, finish, until no trial is left or the signal aborts. A trial that
 * fails never stops it. Throws RunHeldError when another living process works on the run, StoreError when the store fails.
 */
export async function conduct(options: ConductOptions): Promise<void> {
  const { run, trials, store, executor, holder, clock, observer, attemptFor } = options
  await refuseIfHeld()
  const broken = new AbortController()
  const signal = AbortSignal.any([options.signal, broken.signal])
  const record = keepRecord(store, (error) => broken.abort(error))

  const slots = await Promise.allSettled(
    Array.from({ length: executor.slots }, (_, slot) =>
      workSlot(slot).catch((error) => {
        broken.abort(error)
        throw error
      }),
    ),
  )
  await record.close()
  if (broken.signal.aborted) throw broken.signal.reason
  for (const slot of slots) if (slot.status === 'rejected') throw slot.reason

  async function refuseIfHeld(): Promise<void> {
    for await (const { status, holder: other } of store.trials(run.name)) {
      if (status === 'running' && other && !isGone(other)) throw new RunHeldError(run.name, other)
    }
  }

  async function workSlot(slot: number): Promise<void> {
    for (let next = trials.next(); !next.done && !signal.aborted; next = trials.next()) {
      await bringToEnd(next.value, slot)
    }
  }

  async function bringToEnd(trial: Trial, slot: number): Promise<void> {
    for (let tries = 1, retryFailed = options.retryFailed; tries <= attemptsPerTrial; tries++, retryFailed = true) {
      const lease = await claim(trial, retryFailed)
      if (!lease) {
        observer.kept(trial)
        // Thousands may be kept in a row: timers and signals get their turn.
        return macrotask()
      }
      observer.started(trial, lease.attempt, slot)
      const outcome = await carryOut(trial, lease, slot)
      if (outcome.status !== 'failed' || outcome.error.class !== 'host_died' || signal.aborted) return
    }
  }

  async function claim(trial: Trial, retryFailed: boolean): Promise<Lease | undefined> {
    const request = { run: run.name, trial, holder, leaseMilliseconds, retryFailed }
    let claim = await store.claim(request)
    if (claim.state === 'held' && isGone(claim.by)) claim = await store.claim({ ...request, takeOver: claim.attempt })
    // Another conductor came at the same moment as this one: it trains the trials that it has claimed, this one the others.
    return claim.state === 'leased' ? claim.lease : undefined
  }

  async function carryOut(trial: Trial, lease: Lease, slot: number): Promise<Outcome> {
    const readings: Reading[] = []
    const started = clock.monotonic()
    const stopRenewing = record.hold(lease)
    const watch = {
      reading(reading: Reading) {
        readings.push(reading)
        record.reading(lease, reading)
        observer.reading(trial, slot, reading)
      },
      log: (line: string) => observer.log(trial, slot, line),
    }
    const outcome = await executor.execute(attemptFor(trial), watch, signal)
    stopRenewing()
    await record.flush()
    const ended = endedWith(outcome, readings, (clock.monotonic() - started) / 1000, run)
    if (!(await store.finish(lease, ended))) {
      observer.log(trial, slot, 'its lease was lost to another process, which goes on with it; nothing of this is kept')
    }
    observer.ended(trial, slot, outcome, ended.value)
    return outcome
  }
}

function endedWith(outcome: Outcome, readings: readonly Reading[], elapsed: number, run: Run): Ended {
  const score = outcome.status === 'complete' ? scoreOf(run.sweep.metric, readings, outcome.metrics) : undefined
  // The readings of earlier attempts were reported again, so their seconds count; an attempt without any was timed here.
  const seconds = readings.length === 0 ? elapsed : readings.reduce((sum, reading) => sum + reading.seconds, 0)
  return { outcome, value: score?.value ?? null, bestStep: score?.bestStep ?? null, seconds }
}
