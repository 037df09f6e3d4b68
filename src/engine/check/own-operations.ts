import type { Tf } from '../tf.js'
import type { CheckOperations } from './check-operations.js'

type Tensor = InstanceType<Tf['Tensor']>
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
