import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { attributes } from './attributes.js'
import type { NodeBackend } from './node-backend.js'

type Tensor = InstanceType<Tf['Tensor']>

/**
 * The kernel `NormalizeBatchReluGrad`: ReluGrad, then FusedBatchNormGradV3.
 *
 * dy, x, y `[batch, height, width, channels]`, gamma `[channels]` and the reserves of `NormalizeBatchRelu` -> the
 * gradients of x, gamma and beta.
 */
export const normalizeBatchReluGrad: KernelConfig = {
  kernelName: 'NormalizeBatchReluGrad',
  backendName: 'tensorflow',
  kernelFunc: (call) => {
    const backend = call.backend as NodeBackend
    const { dy, x, y, gamma, reserve0, reserve1, reserve2 } = call.inputs as Record<string, Tensor>
    const { epsilon } = call.attrs as unknown as { epsilon: number }
    const { float32, float, text, flag } = attributes(backend.binding)
    const [passed] = backend.executeMultipleOutputs('ReluGrad', [float32('T')], [dy, y], 1) as [Tensor]
    const [ofX, ofGamma, ofBeta, ...others] = backend.executeMultipleOutputs(
      'FusedBatchNormGradV3',
      [float32('T'), float32('U'), float('epsilon', epsilon), text('data_format', 'NHWC'), flag('is_training', true)],
      [passed, x, gamma, reserve0, reserve1, reserve2],
      5,
    ) as [Tensor, Tensor, Tensor, ...Tensor[]]
    for (const unused of [passed, ...others]) unused.dispose()
    return [ofX, ofGamma, ofBeta]
  },
}
