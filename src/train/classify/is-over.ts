import type { Metric } from '../../core/sweep.js'
import { earlyStopping } from '../fit/early-stopping.js'
import type { Progress } from './progress.js'
import type { Settings } from './settings/settings.js'

/** Whether a trial has trained all its epochs, or its metric has stopped to get better. */
export function isOver({ epochs, patience }: Settings, { goal }: Metric, progress: Progress): boolean {
  if (progress.epochs >= epochs) return true
  return progress.part.batches === 0 && earlyStopping({ goal, patience, minDelta: 0 }, progress.past)
}
