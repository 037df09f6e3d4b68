import type { Clock } from '../core/clock.js'
import { runAttempt } from './attempt/run.js'
import type { Executor } from './executor.js'
import { shareInThread } from './shelf.js'

/** Carries out attempts in this thread, one at a time: to step through an experiment, and to hold the pool against. */
export function createInlineExecutor(clock: Clock): Executor {
  const closing = new AbortController()
  const share = shareInThread()
  let underWay: Promise<unknown> = Promise.resolve()
  return {
    slots: 1,
    execute(attempt, watch, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const outcome = runAttempt(attempt, watch, { signal: either, asked: () => either.aborted }, clock, share)
      underWay = outcome
      return outcome
    },
    async close() {
      closing.abort('the executor was closed')
      await underWay
    },
  }
}
