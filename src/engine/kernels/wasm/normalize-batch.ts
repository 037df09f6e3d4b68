import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { NormalizeAttributes } from '../normalize-attributes.js'
import type { Assembly } from './assembly.js'
import { wasmKernel } from './wasm-kernel.js'

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
