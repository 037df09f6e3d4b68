import type { Json } from '../../core/json.js'
import type { Tensors } from '../tensors.js'
import type { Progress } from './progress.js'

/** Progress as a checkpoint holds it. */
export function saveProgress({ epochs, state, past, best }: Progress): { tensors: Tensors; state: Json } {
  const groups = { weights: state.weights, best: best?.weights ?? {} }
  const slots = Object.entries(state.optimizer.slots).map(([slot, tensors]) => [`optimizer.${slot}`, tensors] as const)
  const tensors = [...Object.entries(groups), ...slots].flatMap(([group, members]) =>
    Object.entries(members).map(([name, tensor]) => [`${group}/${name}`, tensor] as const),
  )
  return {
    tensors: Object.fromEntries(tensors),
    state: {
      epochs,
      past,
      best_metrics: best?.metrics ?? null,
      optimizer_steps: state.optimizer.steps,
      optimizer_slots: Object.keys(state.optimizer.slots),
      optimizer_numbers: state.optimizer.numbers,
    },
  }
}
