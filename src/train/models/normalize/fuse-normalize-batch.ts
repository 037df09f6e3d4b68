import type { Tf } from '../../../engine/tf.js'
import { keeping } from '../../tensors/keeping.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { BatchToNormalize, NormalizedBatch } from './normalize-batch.js'

/**
 * `normalizeBatch` by two kernels that a backend registers under these names:
 *
 * - `NormalizeBatch`: x, gamma, beta; epsilon, activation -> [y, mean, variance, ...reserves], the mean and the biased
 *   variance of x [channels], and whatever else the other kernel wants of it;
 * - `NormalizeBatchGrad`: dy, x, y, gamma, mean, variance, reserve0, reserve1, ...; epsilon, activation -> the gradients
 *   of [x, gamma, beta].
 */
export function fuseNormalizeBatch(tf: Tf, batch: BatchToNormalize): NormalizedBatch {
  const { x, bias, gamma, beta, epsilon, activation } = batch
  const attributes = { epsilon, activation }
  const count = x.size / gamma.size

  return keeping(tf, (keep) => {
    let statistics: Pick<NormalizedBatch, 'mean' | 'variance'> | undefined
    const operation = tf.customGrad((...inputs) => {
      const [x, gamma, beta] = inputs as unknown as [Tensor, Tensor, Tensor]
      const save = inputs.at(-1) as unknown as Save
      const [y, mean, variance, ...reserves] = run(tf, 'NormalizeBatch', { x, gamma, beta }, attributes)
      statistics = {
        mean: keep(bias === undefined ? tf.clone(mean!) : tf.add(mean!, bias)),
        variance: keep(tf.mul(variance!, count / Math.max(1, count - 1))),
      }
      save([x, y!, gamma, mean!, variance!, ...reserves])
      return {
        value: y!,
        gradFunc: (dy: Tensor, saved: Tensor[]) => {
          const [x, y, gamma, mean, variance, ...reserves] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor]
          const named = Object.fromEntries(reserves.map((reserve, i) => [`reserve${i}`, reserve]))
          const given = { dy, x, y, gamma, mean, variance, ...named }
          const [ofX, ofGamma, ofBeta] = run(tf, 'NormalizeBatchGrad', given, attributes)
          const ofBias = bias === undefined ? [] : [tf.zerosLike(bias)]
          return [ofX!, ofGamma!, ofBeta!, ...ofBias]
        },
      }
    })
    const y = operation(x, gamma, beta, ...(bias === undefined ? [] : [bias]))
    return { y, ...statistics! }
  })
}

type Save = (tensors: Tensor[]) => void

function run(tf: Tf, kernel: string, inputs: Readonly<Record<string, Tensor>>, attributes: object): Tensor[] {
  return tf.engine().runKernel(kernel, inputs, { ...attributes })
}
