import type { Tensor, Tf } from '../engine.js'

/** What the network of the check may compute in several ways. */
export interface CheckOperations {
  /** ReLU(batch normalization of x `[batch, height, width, channels]`) by gamma and beta `[channels]`. */
  normalizeRelu(tf: Tf, x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): Tensor
  /** Mean cross-entropy of softmax(logits) with one-hot truth, both `[batch, classes]`. */
  crossEntropy(tf: Tf, logits: Tensor, truth: Tensor): Tensor
}

/** Sizes of the network that engines are checked with. Images are square. */
export interface CheckSizes {
  readonly batch: number
  /** Divisible by 4. */
  readonly side: number
  /** Of the images and of the two convolutions. */
  readonly channels: readonly [number, number, number]
}

/** Those of the expected numbers; small enough for an engine in plain JavaScript. */
export const checkedSizes: CheckSizes = { batch: 6, side: 12, channels: [2, 4, 5] }

/** Those that are timed: large enough for an engine to show what it can do. */
export const timedSizes: CheckSizes = { batch: 32, side: 24, channels: [1, 16, 32] }

/** As TensorFlow.js has them, on every engine. */
export const ordinaryOperations: CheckOperations = {
  normalizeRelu(tf, x, gamma, beta, epsilon) {
    const { mean, variance } = tf.moments(x, [0, 1, 2])
    const [images, ...vectors] = [
      x as Images,
      mean as Vector,
      variance as Vector,
      beta as Vector,
      gamma as Vector,
    ] as const
    return tf.relu(tf.batchNorm(images, ...vectors, epsilon))
  },
  crossEntropy: (tf, logits, truth) => tf.losses.softmaxCrossEntropy(truth, logits),
}

type Images = ReturnType<Tf['tensor4d']>
type Vector = ReturnType<Tf['tensor1d']>

type Save = (tensors: Tensor[]) => void

/** Those that the loaded engine has kernels of our own for, with which the built-in experiment trains. */
export function ownOperations(tf: Tf): Partial<CheckOperations> {
  const has = (kernel: string) => tf.getKernel(kernel, tf.getBackend()) !== undefined
  return {
    ...(has('NormalizeBatch') && { normalizeRelu }),
    ...(has('SoftmaxCrossEntropy') && { crossEntropy }),
  }
}

function normalizeRelu(tf: Tf, x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number): Tensor {
  const run = (kernel: string, inputs: Readonly<Record<string, Tensor>>): Tensor[] =>
    tf.engine().runKernel(kernel, inputs, { epsilon, activation: 'relu' })
  const operation = tf.customGrad((...inputs) => {
    const [x, gamma, beta, save] = inputs as unknown as [Tensor, Tensor, Tensor, Save]
    const [y, mean, variance, ...reserves] = run('NormalizeBatch', { x, gamma, beta })
    save([x, y!, gamma, mean!, variance!, ...reserves])
    return {
      value: y!,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [x, y, gamma, mean, variance, ...reserves] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor]
        const named = Object.fromEntries(reserves.map((reserve, i) => [`reserve${i}`, reserve]))
        return run('NormalizeBatchGrad', { dy, x, y, gamma, mean, variance, ...named })
      },
    }
  })
  return operation(x, gamma, beta)
}

function crossEntropy(tf: Tf, logits: Tensor, truth: Tensor): Tensor {
  const operation = tf.customGrad((...inputs) => {
    const [logits, save] = inputs as unknown as [Tensor, Save]
    const [losses, gradient]: Tensor[] = tf.engine().runKernel('SoftmaxCrossEntropy', { logits, truth })
    save([gradient!])
    return {
      value: tf.mean(losses!),
      gradFunc: (dy: Tensor, saved: Tensor[]) => tf.mul(saved[0]!, tf.div(dy, logits.shape[0]!)),
    }
  })
  return operation(logits)
}
