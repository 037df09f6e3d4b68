import type { Json } from '../../core/json.js'
import type { TensorData } from '../../core/tensor-data.js'
import type { Tensor } from '../tensors/tensor.js'
import type { Progress } from './progress.js'

/** Progress as a checkpoint holds it. */
export function saveProgress({ epochs, part, state, past, best, trainedOn }: Progress): {
  tensors: Readonly<Record<string, Tensor | TensorData>>
  state: Json
} {
  const { steps, slots, numbers } = state.optimizer
  const groups = [
    ['weights', state.weights],
    ['best', best?.weights ?? {}],
    ...Object.entries(slots).map(([slot, tensors]) => [`optimizer.${slot}`, tensors] as const),
  ] as const
  const tensors = groups.flatMap(([group, members]) =>
    Object.entries(members).map(([name, tensor]) => [`${group}/${name}`, tensor] as const),
  )
  const logits: TensorData | undefined = best && {
    dtype: 'float32',
    shape: [best.logits.length],
    data: best.logits,
  }
  return {
    tensors: { ...Object.fromEntries(tensors), ...(logits ? { 'best.logits': logits } : {}) },
    state: {
      epochs,
      part: { ...part },
      past,
      trained_on: trainedOn,
      best_metrics: best?.metrics ?? null,
      optimizer_steps: steps,
      optimizer_slots: Object.keys(slots),
      optimizer_numbers: numbers,
    },
  }
}
