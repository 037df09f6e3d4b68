import type { SavedCheckpoint } from '../../core/experiment.js'
import type { Metrics } from '../../core/reading.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import type { Tf } from '../../engine/tf.js'
import { toTensors } from '../to-tensors.js'
import type { Progress } from './progress.js'

/** What `saveProgress` wrote, as tensors of the engine again. */
export function restoreProgress(tf: Tf, saved: SavedCheckpoint): Progress {
  const state = saved.state as unknown as SavedState
  const group = (prefix: string) => toTensors(tf, under(`${prefix}/`, saved.tensors))
  return {
    epochs: state.epochs,
    state: {
      weights: group('weights'),
      optimizer: {
        steps: state.optimizer_steps,
        slots: Object.fromEntries(state.optimizer_slots.map((slot) => [slot, group(`optimizer.${slot}`)])),
        numbers: state.optimizer_numbers ?? {},
      },
    },
    past: state.past,
    best: state.best_metrics === null ? undefined : { metrics: state.best_metrics, weights: group('best') },
  }
}

interface SavedState {
  readonly epochs: number
  readonly past: readonly number[]
  readonly best_metrics: Metrics | null
  readonly optimizer_steps: number
  readonly optimizer_slots: readonly string[]
  /** Absent in checkpoints of versions whose optimizers had none. */
  readonly optimizer_numbers?: Readonly<Record<string, number>>
}

/** The tensors whose names start with the prefix, without it. */
function under(prefix: string, tensors: NamedTensors): NamedTensors {
  const entries = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
}
