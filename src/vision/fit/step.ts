import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/engine.js'
import { type Sums, scoreLogits } from '../../nn/loss.js'
import type { Model } from '../../nn/models/model.js'
import type { Optimizer, OptimizerState } from '../../nn/optimizers/optimizer.js'
import { addGradients, clipByNorm, updateJoined } from '../../nn/optimizers/step.js'
import type { Rates } from '../../nn/schedules/schedule.js'
import { disposeTensors, type Tensors, tidy } from '../../nn/tensors.js'
import { type Batch, gradientsOf } from './gradients.js'

interface StepSettings {
  readonly model: Model
  readonly optimizer: Optimizer
  readonly rates: Rates
  /** Longest gradient, over all weights together; undefined for no limit. */
  readonly clipNorm?: number | undefined
  /** The stream that dropout layer k draws from for batch b of the step. */
  readonly dropout: (batch: number, layer: number) => Random
}

/**
 * One step of gradient descent on the mean cross-entropy over all samples of its batches, which pass through the network
 * one by one: their gradients are added up, and batch normalization sees each alone. Disposes `state` and returns the
 * next one; when it throws, `state` is as it was and nothing else is left.
 */
export async function trainStep(
  tf: Tf,
  { model, optimizer, rates, clipNorm, dropout }: StepSettings,
  state: TrainingState,
  batches: readonly Batch[],
): Promise<{ readonly state: TrainingState; readonly sums: Sums }> {
  const samples = batches.reduce((sum, { labels }) => sum + labels.length, 0)
  const isTrainable = Object.keys(state.weights).map((name) => [name, model.isTrainable(name)] as const)
  const names = isTrainable.filter(([, trainable]) => trainable).map(([name]) => name)
  let moved: Tensors = {}
  let gradients: Tensors | undefined
  const sums = { loss: 0, correct: 0 }
  // All that is held between the batches; to dispose a tensor a second time does nothing.
  const made: Tensors[] = []

  try {
    for (const [b, batch] of batches.entries()) {
      const before: Tensors | undefined = gradients
      const weights = { ...state.weights, ...moved }
      const pass = tidy(tf, () => {
        const {
          gradients: ofBatch,
          moving,
          logits,
        } = gradientsOf(tf, model, { weights, names }, batch, (layer) => dropout(b, layer))
        made.push(moving, { logits })
        // A step of one batch takes its gradients as they are.
        const share = batch.labels.length / samples
        return { gradients: share === 1 ? ofBatch : addGradients(tf, before, ofBatch, share), moving, logits }
      })
      made.push(pass.gradients)
      disposeTensors(before ?? {})
      for (const name of Object.keys(pass.moving)) moved[name]?.dispose()
      moved = { ...moved, ...pass.moving }
      gradients = pass.gradients
      const { loss, correct } = scoreLogits(await pass.logits.data(), batch.labels, batch.votes)
      pass.logits.dispose()
      sums.loss += loss
      sums.correct += correct
    }
    const next = tidy(tf, () =>
      updateJoined(tf, optimizer, {
        weights: pick(state.weights, names),
        gradients: clipNorm === undefined ? gradients! : clipByNorm(tf, gradients!, clipNorm),
        state: state.optimizer,
        ...rates,
      }),
    )
    disposeTensors(gradients!)
    disposeTensors(pick(state.weights, Object.keys(moved)))
    disposeState({ weights: pick(state.weights, names), optimizer: state.optimizer })
    return { state: { weights: { ...state.weights, ...moved, ...next.weights }, optimizer: next.state }, sums }
  } catch (error) {
    for (const tensors of made) disposeTensors(tensors)
    throw error
  }
}

function pick(tensors: Tensors, names: readonly string[]): Tensors {
  return Object.fromEntries(names.map((name) => [name, tensors[name]!]))
}

/** What a training step changes. Whoever holds it disposes it. */
export interface TrainingState {
  readonly weights: Tensors
  readonly optimizer: OptimizerState
}

/** Disposes every tensor of a training state. */
export function disposeState({ weights, optimizer }: TrainingState): void {
  for (const tensors of [weights, ...Object.values(optimizer.slots)]) disposeTensors(tensors)
}
