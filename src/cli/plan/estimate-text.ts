import { showDuration } from '../../core/show-duration.js'
import type { TrialTime } from './trial-time.js'

/** How long a sweep will take, with what that rests on. */
export function estimateText(time: TrialTime, trials: number, workers: number, engine: string): string {
  const { seconds, shortest, longest, trials: measured, source } = time
  const total = Math.ceil(trials / workers) * seconds || 0
  const spread = measured === 1 ? '' : `, ${showDuration(shortest)} to ${showDuration(longest)}`
  const basis = source === 'a probe' ? source : `${measured} complete trial${measured === 1 ? '' : 's'} of ${source}`
  return `about ${showDuration(total)} with ${workers} worker${workers === 1 ? '' : 's'}: ${showDuration(seconds)} a trial${spread} (${engine}; ${basis})`
}
