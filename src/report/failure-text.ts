import type { ErrorRecord } from '../core/errors.js'

/** Why a trial failed, in the words of what failed: `TypeError: …`, `diverged: …`, `host died: …` and so on. */
export function failureText(error: ErrorRecord): string {
  switch (error.class) {
    case 'error':
      return `${error.name}: ${error.message}`
    case 'diverged':
      return `diverged: ${error.message}`
    case 'host_died':
      return `host died: ${error.message}`
    case 'out_of_memory':
      return `out of memory: ${error.message}`
    case 'timeout':
      return `timeout: ${error.message}`
    default:
      return error.class satisfies never
  }
}
