import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { maxPoolGrad } from './max-pool-grad.js'
import { normalizeBatch } from './normalize-batch.js'

/**
 * Whether this libtensorflow runs the kernels that we have of oneDNN. Their operations are made for its own rewriting
 * of graphs and promised by no version, and there are none on a GPU, so they are tried.
 */
export function hasOneDnn(tf: Tf): boolean {
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
