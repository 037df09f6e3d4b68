import type { SavedCheckpoint } from '../../core/experiment.js'
import type { Metrics } from '../../core/reading.js'
import type { Tf } from '../../engine/tf.js'
import type { EpochPart } from '../fit/train-epoch.js'
import { toTensors } from '../tensors/to-tensors.js'
import type { Progress } from './progress.js'
import { tensorsUnder } from './tensors-under.js'
import type { TrainedOn } from './trained-on.js'

/** What `saveProgress` wrote, as tensors of the engine again. */
export function restoreProgress(tf: Tf, saved: SavedCheckpoint): Progress {
  const state = saved.state as unknown as SavedState
  const group = (prefix: string) => toTensors(tf, tensorsUnder(`${prefix}/`, saved.tensors))
  const { optimizer_slots: slots, best_metrics: metrics } = state
  return {
    epochs: state.epochs,
    part: state.part,
    state: {
      weights: group('weights'),
      optimizer: {
        steps: state.optimizer_steps,
        slots: Object.fromEntries(slots.map((slot) => [slot, group(`optimizer.${slot}`)])),
        numbers: state.optimizer_numbers,
      },
    },
    past: state.past,
    trainedOn: state.trained_on,
    best:
      metrics === null
        ? undefined
        : { metrics, weights: group('best'), logits: saved.tensors['best.logits']!.data as Float32Array },
  }
}

interface SavedState {
  readonly epochs: number
  readonly part: EpochPart
  readonly past: readonly number[]
  readonly trained_on: readonly TrainedOn[]
  readonly best_metrics: Metrics | null
  readonly optimizer_steps: number
  readonly optimizer_slots: readonly string[]
  readonly optimizer_numbers: Readonly<Record<string, number>>
}
