import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js'
import { conv2dBackpropInput } from './conv2d-backprop-input.js'
import { conv3dBackpropInput } from './conv3d-backprop-input.js'
import { hasOneDnn } from './has-one-dnn.js'
import { maxPoolGrad } from './max-pool-grad.js'
import { normalizeBatch } from './normalize-batch.js'
import { normalizeBatchGrad } from './normalize-batch-grad.js'
import { softmaxCrossEntropy } from './softmax-cross-entropy.js'

/**
 * Gives the tensorflow backend the operations of libtensorflow that training is fast with and tfjs-node 4.22 does not
 * use, and takes it around those that break. The backend must be active; a second call does nothing.
 */
export function registerTensorflowKernels(tf: Tf): void {
  if (tf.getKernel(softmaxCrossEntropy.kernelName, 'tensorflow') !== undefined) return
  const oneDnn = hasOneDnn(tf)
  const kernels = [
    softmaxCrossEntropy,
    normalizeBatch(tf, oneDnn),
    normalizeBatchGrad,
    conv2dBackpropFilter(tf),
    conv2dBackpropInput(tf),
    conv3dBackpropInput(tf),
  ]
  for (const kernel of oneDnn ? [...kernels, maxPoolGrad(tf)] : kernels) replace(tf, kernel)
}

function replace(tf: Tf, kernel: KernelConfig): void {
  const { kernelName, backendName } = kernel
  if (tf.getKernel(kernelName, backendName) !== undefined) tf.unregisterKernel(kernelName, backendName)
  tf.registerKernel(kernel)
}
