import type { Clock } from '../../core/clock.js'
import type { Outcome } from '../../core/outcome.js'
import { showDuration } from './show-duration.js'

/** Counts ended trials and foretells the time left from the pace of those that ended here. */
export function createTally(total: number, clock: Clock) {
  const began = clock.monotonic()
  const counts = { complete: 0, failed: 0, pruned: 0, interrupted: 0, kept: 0 }
  return {
    ended: (outcome: Outcome) => {
      counts[outcome.status]++
    },
    kept: () => {
      counts.kept++
    },
    done: () => counts.complete + counts.pruned + counts.failed + counts.kept,
    /** `3/8 trials, 1 failed, about 2 min 10 s left` */
    text(): string {
      const here = counts.complete + counts.pruned + counts.failed
      const left = total - here - counts.kept
      const words = [`${total - left}/${total} trials`]
      if (counts.kept > 0) words.push(`${counts.kept} done before`)
      if (counts.failed > 0) words.push(`${counts.failed} failed`)
      if (here > 0 && left > 0) {
        words.push(`about ${showDuration((((clock.monotonic() - began) / 1000) * left) / here)} left`)
      }
      return words.join(', ')
    },
  }
}
