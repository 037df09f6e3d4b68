import { disposeTensors } from '../tensors/dispose-tensors.js'
import type { TrainingState } from './training-state.js'

/** Disposes every tensor of a training state. */
export function disposeState({ weights, optimizer }: TrainingState): void {
  for (const tensors of [weights, ...Object.values(optimizer.slots)]) disposeTensors(tensors)
}
