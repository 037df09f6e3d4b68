import { setTimeout as sleep } from 'node:timers/promises'
import type { ErrorClass } from '../core/errors.js'
import type { Trial } from '../core/trial.js'

/** What is to be tried next: retries that are due, then new trials, and at the end the retries that want to be alone. */
interface Agenda {
  /**
   * Waits as long as something under way may still need a retry. While a task that is alone is under way, nothing else
   * is given out. Undefined when nothing is left or the signal has aborted.
   */
  next(): Promise<Task | undefined>
  /** A task that was given out has had its attempt; `again` comes back after so many milliseconds. */
  done(again?: { readonly task: Task; readonly milliseconds: number }): void
}

export function createAgenda(trials: Iterator<Trial>, signal: AbortSignal): Agenda {
  const [due, alone]: [Task[], Task[]] = [[], []]
  let underWay = 0
  let shut = false
  /** Retries whose time has not come. */
  let later = 0
  const waiting: (() => void)[] = []
  const wake = () => {
    for (const go of waiting.splice(0)) go()
  }
  signal.addEventListener('abort', wake, { once: true })

  const take = (): Task | undefined => {
    if (shut) return undefined
    const retry = due.shift()
    if (retry) return retry
    const next = trials.next()
    if (!next.done) return { trial: next.value, failures: {}, alone: false }
    // The machine empties by itself at the end; earlier, slots would have to stand idle for it.
    return underWay + later === 0 ? alone.shift() : undefined
  }

  return {
    async next() {
      while (!signal.aborted) {
        const task = take()
        if (task) {
          underWay++
          shut = task.alone
          return task
        }
        if (underWay + later === 0) return undefined
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
      return undefined
    },
    done(again) {
      underWay--
      shut = false
      if (again) {
        later++
        sleep(again.milliseconds, undefined, { signal })
          .then(() => (again.task.alone ? alone : due).push(again.task))
          .catch(() => {})
          .finally(() => {
            later--
            wake()
          })
      }
      wake()
    },
  }
}

/** A trial that is to be tried, with what this conductor has seen of it. */
export interface Task {
  readonly trial: Trial
  /** How many attempts have failed here, by class. */
  readonly failures: Readonly<Partial<Record<ErrorClass, number>>>
  /** No other attempt may be under way at the same time. */
  readonly alone: boolean
}
