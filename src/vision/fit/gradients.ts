import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/engine.js'
import { crossEntropy } from '../../nn/loss.js'
import type { Model, TrainingPass } from '../../nn/models/model.js'
import { dropTape, keeping, type Tensor, type Tensors } from '../../nn/tensors.js'

export interface Batch {
  /** [batch, height, width, channels] */
  readonly images: Tensor
  /** Class of every image, [batch]. */
  readonly labels: Uint8Array
  /** Where classes are given as distributions, these: [batch, classes]. */
  readonly votes?: Float32Array | undefined
}

export interface Gradients extends TrainingPass {
  /** Of every trainable weight. */
  readonly gradients: Tensors
}

/**
 * The gradients of the mean cross-entropy of a batch with regard to the weights of these names. Call it in `tf.tidy`, and
 * dispose `logits` and `moving`, which outlive it. When it throws, nothing is left.
 */
export function gradientsOf(
  tf: Tf,
  model: Model,
  { weights, names }: { readonly weights: Tensors; readonly names: readonly string[] },
  { images, labels, votes }: Batch,
  dropout: (layer: number) => Random,
): Gradients {
  const named = (tensors: readonly Tensor[]) => Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
  try {
    return keeping(tf, (keep) => {
      let pass: TrainingPass | undefined
      const { grads } = tf.valueAndGrads((...values: Tensor[]) => {
        pass = model.train(tf, { ...weights, ...named(values) }, images, dropout)
        // When this function returns, the engine disposes all but the loss.
        for (const tensor of [pass.logits, ...Object.values(pass.moving)]) keep(tensor)
        const classes = pass.logits.shape[1]!
        return crossEntropy(tf, pass.logits, tf.tensor2d(votes ?? oneHot(labels, classes), [labels.length, classes]))
      })(names.map((name) => weights[name]!))
      return { gradients: named(grads), ...pass! }
    })
  } catch (error) {
    dropTape(tf)
    throw error
  }
}

/** [batch] -> [batch, classes] */
function oneHot(labels: Uint8Array, classes: number): Float32Array {
  const truth = new Float32Array(labels.length * classes)
  for (const [sample, label] of labels.entries()) truth[sample * classes + label] = 1
  return truth
}
