import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tensor } from '../../engine.js'
import type { NodeBackend } from './backend.js'
import { attributes } from './backend.js'

/**
 * The kernel `SoftmaxCrossEntropy`: logits and one-hot truth `[batch, classes]` -> the loss of every sample `[batch]`
 * and its gradient `[batch, classes]`.
 */
export const softmaxCrossEntropy: KernelConfig = {
  kernelName: 'SoftmaxCrossEntropy',
  backendName: 'tensorflow',
  kernelFunc: (call) => {
    const backend = call.backend as NodeBackend
    const { logits, truth } = call.inputs as { logits: Tensor; truth: Tensor }
    const { float32 } = attributes(backend.binding)
    const inputs = [logits, truth]
    return backend.executeMultipleOutputs('SoftmaxCrossEntropyWithLogits', [float32('T')], inputs, 2)
  },
}
