import type { Clock } from '../../core/clock.js'
import { showDuration } from '../../core/texts.js'
import type { Outcome } from '../../core/trial.js'

/** Counts ended trials and foretells the time left from the pace of those that ended here. */
export function createTally(total: number, clock: Clock) {
  const began = clock.monotonic()
  let [ended, failed, kept] = [0, 0, 0]
  return {
    /** The last attempt at a trial has ended. */
    ended({ status }: Outcome): void {
      if (status === 'interrupted') return
      ended++
      if (status === 'failed') failed++
    },
    /** One more was already finished. */
    kept(): void {
      kept++
    },
    done: () => ended + kept,
    /** `3/8 trials, 1 failed, about 2 min 10 s left` */
    text(): string {
      const left = total - ended - kept
      const words = [`${total - left}/${total} trials`]
      if (kept > 0) words.push(`${kept} done before`)
      if (failed > 0) words.push(`${failed} failed`)
      if (ended > 0 && left > 0) {
        words.push(`about ${showDuration((((clock.monotonic() - began) / 1000) * left) / ended)} left`)
      }
      return words.join(', ')
    },
  }
}
