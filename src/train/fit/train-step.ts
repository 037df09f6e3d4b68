import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/tf.js'
import type { Model, TrainingPass } from '../models/model.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import { updateJoined } from '../optimizers/update-joined.js'
import type { Tensor } from '../tensor.js'
import { tidy } from '../tidy.js'
import { crossEntropy } from './cross-entropy.js'
import { disposeState } from './dispose-state.js'
import { type Sums, scoreLogits } from './score-logits.js'
import type { TrainingState } from './training-state.js'

export interface Batch {
  /** [batch, height, width, channels] */
  readonly images: Tensor
  /** Class of every image, [batch]. */
  readonly labels: Uint8Array
}

export interface StepSettings {
  readonly model: Model
  readonly optimizer: Optimizer
  readonly lr: number
  /** The stream that dropout layer k draws from in this step. */
  readonly dropout: (layer: number) => Random
}

/** One step of gradient descent on the mean cross-entropy of a batch. Disposes `state` and returns the next one. */
export async function trainStep(
  tf: Tf,
  { model, optimizer, lr, dropout }: StepSettings,
  state: TrainingState,
  { images, labels }: Batch,
): Promise<{ readonly state: TrainingState; readonly sums: Sums }> {
  const names = Object.keys(state.weights).filter((name) => model.isTrainable(name))
  const trained = names.map((name) => state.weights[name]!)
  let pass: TrainingPass | undefined

  const { logits, next } = tidy(tf, () => {
    const { grads } = tf.valueAndGrads((...values: Tensor[]) => {
      pass = model.train(tf, { ...state.weights, ...named(names, values) }, images, dropout)
      // When this function returns, the engine disposes all but the loss.
      for (const tensor of [pass.logits, ...Object.values(pass.moving)]) tf.keep(tensor)
      return crossEntropy(tf, pass.logits, oneHot(tf, labels, pass.logits.shape[1]!))
    })(trained)
    const { logits, moving } = pass!
    const updated = updateJoined(tf, optimizer, {
      weights: named(names, trained),
      gradients: named(names, grads),
      state: state.optimizer,
      lr,
    })
    return { logits, next: { weights: { ...updated.weights, ...moving }, optimizer: updated.state } }
  })
  disposeState(state)
  const sums = scoreLogits(await logits.data(), labels)
  logits.dispose()
  return { state: next, sums }
}

function named(names: readonly string[], tensors: readonly Tensor[]) {
  return Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
}

/** [batch] -> [batch, classes] */
function oneHot(tf: Tf, labels: Uint8Array, classes: number): Tensor {
  const truth = new Float32Array(labels.length * classes)
  for (const [sample, label] of labels.entries()) truth[sample * classes + label] = 1
  return tf.tensor2d(truth, [labels.length, classes])
}
