import type { Outcome } from '../../core/outcome.js'
import type { Metric } from '../../core/sweep.js'

/** How a trial ended, in one line. */
export function outcomeText(metric: Metric, outcome: Outcome, value: number | null): string {
  switch (outcome.status) {
    case 'complete':
      return `complete, ${metric.name} ${value?.toFixed(4)}`
    case 'pruned':
      return `pruned: ${outcome.reason}`
    case 'failed':
      return `failed (${outcome.error.class}): ${outcome.error.message}`
    case 'interrupted':
      return `interrupted: ${outcome.reason}`
    default:
      return outcome satisfies never
  }
}
