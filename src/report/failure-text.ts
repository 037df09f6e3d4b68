import type { ErrorRecord } from '../core/error-record.js'

/** Why a trial failed, in the words of what failed: `TypeError: …`, `diverged: …` or `host died: …`. */
export function failureText(error: ErrorRecord): string {
  switch (error.class) {
    case 'error':
      return `${error.name}: ${error.message}`
    case 'diverged':
      return `diverged: ${error.message}`
    case 'host_died':
      return `host died: ${error.message}`
    default:
      return error.class satisfies never
  }
}
