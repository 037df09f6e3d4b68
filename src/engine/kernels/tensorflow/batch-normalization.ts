import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tensor, Tf } from '../../engine.js'
import type { NormalizeAttributes } from '../batch-normalization.js'
import { attributes, type NodeBackend } from './backend.js'

/**
 * The kernel `NormalizeBatch`: batch normalization in training mode by FusedBatchNormV3, and ReLU where asked for,
 * inside of it where oneDNN computes.
 *
 * x `[batch, height, width, channels]`, gamma, beta `[channels]` -> y of the shape of x, mean and biased variance of
 * the batch `[channels]`, and three reserves for the gradient.
 */
export function normalizeBatch(tf: Tf, hasOneDnn: boolean): KernelConfig {
  return {
    kernelName: 'NormalizeBatch',
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const { x, gamma, beta } = call.inputs as { x: Tensor; gamma: Tensor; beta: Tensor }
      const { epsilon, activation } = call.attrs as unknown as NormalizeAttributes
      const normalize = activation === 'linear' ? alone : hasOneDnn ? withRelu : thenRelu
      const nothing = tf.tensor1d([])
      const outputs = normalize(tf, call.backend as NodeBackend, [x, gamma, beta, nothing, nothing], epsilon)
      nothing.dispose()
      const [y, mean, unbiased, ...reserves] = outputs as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
      const count = x.size / gamma.size
      // Only on the CPU is one of the reserves the variance.
      const variance = tf.mul(unbiased, (count - 1) / count)
      unbiased.dispose()
      return [y, mean, variance, ...reserves]
    },
  }
}

function withRelu(_: Tf, backend: NodeBackend, inputs: readonly Tensor[], epsilon: number): Tensor[] {
  const { integer, text, oneDnn } = attributes(backend.binding)
  const relu = [integer('num_side_inputs', 0), text('activation_mode', 'Relu'), oneDnn]
  const given = [...training(backend, epsilon), ...relu]
  return backend.executeMultipleOutputs('_MklNativeFusedBatchNormEx', given, inputs, 6)
}

function alone(_: Tf, backend: NodeBackend, inputs: readonly Tensor[], epsilon: number): Tensor[] {
  return backend.executeMultipleOutputs('FusedBatchNormV3', training(backend, epsilon), inputs, 6)
}

function thenRelu(tf: Tf, backend: NodeBackend, inputs: readonly Tensor[], epsilon: number): Tensor[] {
  const [normalized, ...others] = alone(tf, backend, inputs, epsilon) as [Tensor, ...Tensor[]]
  const y = tf.relu(normalized)
  normalized.dispose()
  return [y, ...others]
}

function training({ binding }: NodeBackend, epsilon: number) {
  const { float32, float, text, flag } = attributes(binding)
  return [
    float32('T'),
    float32('U'),
    float('epsilon', epsilon),
    float('exponential_avg_factor', 1),
    text('data_format', 'NHWC'),
    flag('is_training', true),
  ]
}

/**
 * The kernel `NormalizeBatchGrad`: ReluGrad where there was a ReLU, then FusedBatchNormGradV3.
 *
 * dy, x, y `[batch, height, width, channels]`, gamma `[channels]` and the reserves of `NormalizeBatch` -> the
 * gradients of x, gamma and beta.
 */
export const normalizeBatchGrad: KernelConfig = {
  kernelName: 'NormalizeBatchGrad',
  backendName: 'tensorflow',
  kernelFunc: (call) => {
    const backend = call.backend as NodeBackend
    const { dy, x, y, gamma, reserve0, reserve1, reserve2 } = call.inputs as Record<string, Tensor>
    const { epsilon, activation } = call.attrs as unknown as NormalizeAttributes
    const { float32, float, text, flag } = attributes(backend.binding)
    const passed =
      activation === 'linear' ? dy! : backend.executeMultipleOutputs('ReluGrad', [float32('T')], [dy, y], 1)[0]!
    const [ofX, ofGamma, ofBeta, ...others] = backend.executeMultipleOutputs(
      'FusedBatchNormGradV3',
      [float32('T'), float32('U'), float('epsilon', epsilon), text('data_format', 'NHWC'), flag('is_training', true)],
      [passed, x, gamma, reserve0, reserve1, reserve2],
      5,
    ) as [Tensor, Tensor, Tensor, ...Tensor[]]
    for (const unused of passed === dy ? others : [passed, ...others]) unused.dispose()
    return [ofX, ofGamma, ofBeta]
  },
}
