import type { TrialStatus } from '../../../analyze/run-data.js'

/** The number that MLflow gives to a status (mlflow/entities/run_status.py). */
export function runStatus(status: TrialStatus): number {
  switch (status) {
    case 'running':
      return 1
    // SCHEDULED
    case 'waiting':
      return 2
    case 'complete':
      return 3
    case 'failed':
      return 4
    // KILLED
    case 'pruned':
    case 'interrupted':
      return 5
    default:
      return status satisfies never
  }
}
