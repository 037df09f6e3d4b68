import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import { normalizeBatch, normalizeBatchGrad } from './batch-normalization.js'
import { conv2dBackpropFilter, conv2dBackpropInput, conv3dBackpropInput } from './convolution.js'
import { maxPoolGrad } from './max-pooling.js'
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

/**
 * Whether this libtensorflow runs the kernels that we have of oneDNN. Their operations are made for its own rewriting
 * of graphs and promised by no version, and there are none on a GPU, so they are tried.
 */
function hasOneDnn(tf: Tf): boolean {
  const one = tf.tensor1d([1])
  const zero = tf.tensor1d([0])
  const [row, square] = [
    tf.tensor4d([[[[-3], [3]]]]),
    tf.tensor4d([
      [
        [[1], [2]],
        [[4], [3]],
      ],
    ]),
  ]
  const given = { dy: tf.tensor4d([[[[5]]]]), input: square }
  try {
    return (
      computes(
        tf,
        normalizeBatch(tf, true),
        { x: row, gamma: one, beta: zero },
        { epsilon: 1e-5, activation: 'relu' },
        [0, 1],
      ) && computes(tf, maxPoolGrad(tf), given, { filterSize: 2, strides: 2, pad: 'valid' }, [0, 0, 5, 0])
    )
  } catch {
    return false
  } finally {
    tf.dispose([one, zero, row, square, given.dy])
  }
}

type Call = Parameters<KernelConfig['kernelFunc']>[0]

/** Whether the first output is as expected. */
function computes(
  tf: Tf,
  { kernelFunc }: KernelConfig,
  inputs: Call['inputs'],
  attrs: object,
  expected: readonly number[],
): boolean {
  return tf.tidy(() => {
    const outputs = kernelFunc({ inputs, attrs: attrs as NonNullable<Call['attrs']>, backend: tf.backend() })
    const [first] = [outputs].flat() as InstanceType<Tf['Tensor']>[]
    const values = first!.dataSync()
    return expected.every((value, i) => Math.abs(values[i]! - value) < 1e-4)
  }) as unknown as boolean
}
