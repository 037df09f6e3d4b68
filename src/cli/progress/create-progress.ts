import type { Clock } from '../../core/clock.js'
import type { Run } from '../../core/run.js'
import { createPlainProgress } from './plain.js'
import type { Progress } from './progress.js'

/** Live lines on a terminal, plain lines everywhere else. */
export async function createProgress(run: Run, total: number, slots: number, clock: Clock): Promise<Progress> {
  const live = process.stderr.isTTY && process.env.TERM !== 'dumb'
  if (!live) return createPlainProgress(run, total, slots, clock)
  // Loaded where it is wanted: what it draws with takes a twentieth of a second.
  const { createLiveProgress } = await import('./live.js')
  return createLiveProgress(run, total, slots, clock)
}
