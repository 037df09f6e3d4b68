import type { Clock } from '../../core/clock.js'
import type { Run } from '../../core/run.js'
import { createLiveProgress } from './live-progress.js'
import { createPlainProgress } from './plain-progress.js'
import type { Progress } from './progress.js'

/** Live lines on a terminal, plain lines everywhere else. */
export function createProgress(run: Run, total: number, slots: number, clock: Clock): Progress {
  const live = process.stderr.isTTY && process.env.TERM !== 'dumb'
  return live ? createLiveProgress(run, total, slots, clock) : createPlainProgress(run, total, slots, clock)
}
