import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import type { NormalizeAttributes } from '../batch-normalization.js'
import type { Assembly } from './assembly.js'
import { wasmKernel } from './backend.js'

/**
 * Batch normalization and its activation in one: x `[..., channels]`, gamma and beta `[channels]` -> y of the shape of
 * x, and the mean and the biased variance of x, `[channels]`.
 */
export function normalizeBatch(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<NormalizeAttributes>('NormalizeBatch', (heap, inputs, { epsilon, activation }) => {
    const { x, gamma, beta } = inputs as { x: TensorInfo; gamma: TensorInfo; beta: TensorInfo }
    const channels = x.shape.at(-1)!
    const [y, mean, variance] = [heap.make(x.shape), heap.make([channels]), heap.make([channels])] as const
    heap.lend(assembly.normalizeWorkspace(channels), (workspace) =>
      assembly.normalize(
        heap.at(x),
        heap.at(gamma),
        heap.at(beta),
        heap.at(y),
        heap.at(mean),
        heap.at(variance),
        tf.util.sizeFromShape(x.shape.slice(0, -1)),
        channels,
        epsilon,
        activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY,
        workspace,
      ),
    )
    return [y, mean, variance]
  })
}

/** The gradients of `NormalizeBatch` with respect to x, gamma and beta. */
export function normalizeBatchGrad(tf: Tf, assembly: Assembly): KernelConfig {
  return wasmKernel<NormalizeAttributes>('NormalizeBatchGrad', (heap, inputs, { epsilon, activation }) => {
    const { dy, x, y, gamma, mean, variance } = inputs as Record<
      'dy' | 'x' | 'y' | 'gamma' | 'mean' | 'variance',
      TensorInfo
    >
    const channels = x.shape.at(-1)!
    const [dx, dgamma, dbeta] = [heap.make(x.shape), heap.make([channels]), heap.make([channels])] as const
    heap.lend(assembly.normalizeWorkspace(channels), (workspace) =>
      assembly.normalizeGrad(
        heap.at(dy),
        heap.at(x),
        heap.at(y),
        heap.at(gamma),
        heap.at(mean),
        heap.at(variance),
        heap.at(dx),
        heap.at(dgamma),
        heap.at(dbeta),
        tf.util.sizeFromShape(x.shape.slice(0, -1)),
        channels,
        epsilon,
        activation === 'relu' ? 0 : Number.NEGATIVE_INFINITY,
        workspace,
      ),
    )
    return [dx, dgamma, dbeta]
  })
}
