import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import type { NormalizeAttributes } from '../normalize-attributes.js'
import { attributes } from './attributes.js'
import type { NodeBackend } from './node-backend.js'

type Tensor = InstanceType<Tf['Tensor']>

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
