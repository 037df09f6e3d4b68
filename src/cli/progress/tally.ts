import type { Clock } from '../../core/clock.js'
import type { Outcome } from '../../core/outcome.js'
import type { Trial } from '../../core/trial.js'
import { showDuration } from './show-duration.js'

/** Counts ended trials and foretells the time left from the pace of those that ended here. */
export function createTally(total: number, clock: Clock) {
  const began = clock.monotonic()
  // By trial, since a trial whose host died ends more than once.
  const last = new Map<number, Outcome['status'] | 'kept'>()
  const count = (...statuses: readonly string[]) => [...last.values()].filter((each) => statuses.includes(each)).length
  const ended = () => count('complete', 'pruned', 'failed')
  return {
    ended: (trial: Trial, outcome: Outcome) => last.set(trial.number, outcome.status),
    kept: (trial: Trial) => last.set(trial.number, 'kept'),
    done: () => ended() + count('kept'),
    /** `3/8 trials, 1 failed, about 2 min 10 s left` */
    text(): string {
      const [here, kept, failed] = [ended(), count('kept'), count('failed')]
      const left = total - here - kept
      const words = [`${total - left}/${total} trials`]
      if (kept > 0) words.push(`${kept} done before`)
      if (failed > 0) words.push(`${failed} failed`)
      if (here > 0 && left > 0) {
        words.push(`about ${showDuration((((clock.monotonic() - began) / 1000) * left) / here)} left`)
      }
      return words.join(', ')
    },
  }
}
