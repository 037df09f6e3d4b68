import type { Retry } from '../../conduct/retry-of.js'
import type { Outcome } from '../../core/outcome.js'
import { showDuration } from '../../core/show-duration.js'
import type { Metric } from '../../core/sweep.js'
import { numberText } from '../../report/number-text.js'

/** How an attempt ended and what follows, in one line. */
export function outcomeText(metric: Metric, outcome: Outcome, value: number | null, retry?: Retry): string {
  switch (outcome.status) {
    case 'complete':
      return value === null ? 'complete' : `complete, ${metric.name} ${numberText(value)}`
    case 'pruned':
      return `pruned: ${outcome.reason}`
    case 'failed':
      return `failed (${outcome.error.class}): ${outcome.error.message}${retry ? `\n  ${retryText(retry)}` : ''}`
    case 'interrupted':
      return `interrupted: ${outcome.reason}`
    default:
      return outcome satisfies never
  }
}

function retryText({ task, milliseconds }: Retry): string {
  if (task.alone) return 'It is tried again alone, when everything else has ended.'
  const when = milliseconds === 0 ? '' : ` in ${showDuration(milliseconds / 1000)}`
  return `It is tried again${when}, from its last checkpoint.`
}
