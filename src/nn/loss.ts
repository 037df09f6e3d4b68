import { highestClass } from '../core/evaluation.js'
import type { Tf } from '../engine/engine.js'
import type { Tensor } from './tensors.js'

type Scalar = ReturnType<Tf['scalar']>

/**
 * Mean cross-entropy of softmax(logits) with the true classes: [batch, classes] and one-hot [batch, classes] -> [].
 *
 * A backend may register a kernel `SoftmaxCrossEntropy`: logits, truth -> [loss of every sample [batch], its gradient
 * [batch, classes]]. Where it does not, the two are composed of ordinary operations.
 */
export function crossEntropy(tf: Tf, logits: Tensor, truth: Tensor): Scalar {
  const isFused = tf.getKernel('SoftmaxCrossEntropy', tf.getBackend()) !== undefined
  const operation = tf.customGrad((...inputs) => {
    const [logits, save] = inputs as unknown as [Tensor, (tensors: Tensor[]) => void]
    const count = logits.shape[0]!
    const [losses, gradient] = (isFused ? fuse : compose)(tf, logits, truth)
    save([gradient])
    return {
      value: tf.mul(tf.sum(losses), 1 / count),
      gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(saved[0]!, tf.mul(dy, 1 / count)),
    }
  })
  return operation(logits) as Scalar
}

function fuse(tf: Tf, logits: Tensor, truth: Tensor): [Tensor, Tensor] {
  return tf.engine().runKernel('SoftmaxCrossEntropy', { logits, truth })
}

function compose(tf: Tf, logits: Tensor, truth: Tensor): [Tensor, Tensor] {
  const shifted = tf.sub(logits, tf.max(logits, 1, true))
  const logProbabilities = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)))
  return [tf.neg(tf.sum(tf.mul(logProbabilities, truth), 1)), tf.sub(tf.exp(logProbabilities), truth)]
}

/** Cross-entropy and number of hits, summed over samples. */
export interface Sums {
  readonly loss: number
  readonly correct: number
}

/**
 * Scores logits [n, classes] against labels [n], in double precision. A tie goes to the lower class; where no logit is
 * finite the loss is NaN.
 *
 * With `votes` [n, classes], a distribution over the classes for every sample, the loss is the cross-entropy with it,
 * as `torch.nn.functional.cross_entropy` with probabilities as its target; hits are counted by the labels all the same.
 */
export function scoreLogits(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  votes?: ArrayLike<number> | undefined,
): Sums {
  const classes = logits.length / labels.length
  let loss = 0
  let correct = 0
  for (let sample = 0; sample < labels.length; sample++) {
    const at = sample * classes
    const best = highestClass(logits, at, classes)
    let sum = 0
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - logits[at + best]!)
    const ofClass = (k: number) => Math.log(sum) + logits[at + best]! - logits[at + k]!
    if (votes === undefined) loss += ofClass(labels[sample]!)
    // A class without a vote costs nothing, however unlikely the network thinks it is.
    else for (let k = 0; k < classes; k++) if (votes[at + k] !== 0) loss += votes[at + k]! * ofClass(k)
    if (best === labels[sample]) correct++
  }
  return { loss, correct }
}
