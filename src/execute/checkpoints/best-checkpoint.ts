import type { Reading } from '../../core/reading.js'
import { scoreOf } from '../../core/score.js'
import type { Metric } from '../../core/sweep.js'
import { checkpointName } from './checkpoint-name.js'

/**
 * Of the checkpoints with these names the one with the best reading of the sweep's metric at its step, the first of equal
 * ones; undefined when none has such a reading. Not every step that is reported need have been saved, and what was saved
 * within a step has no reading.
 */
export function bestCheckpoint(
  names: readonly string[],
  metric: Metric,
  readings: readonly Reading[],
): string | undefined {
  const saved = readings.filter(({ step }) => names.includes(checkpointName(step)))
  const step = scoreOf(metric, saved, {})?.bestStep
  return typeof step === 'number' ? checkpointName(step) : undefined
}
