import { UsageError } from '../../core/errors.js'
import type { Tf } from '../../engine/engine.js'
import type { Tensor } from '../tensors.js'
import { type MakeLayer, type SymbolicTensor, withBias } from './layer.js'

/** [in] -> [units], weights NAME.kernel [in, units] and NAME.bias [units]. */
export function dense(name: string, units: number): MakeLayer {
  const [kernel, bias] = [`${name}.kernel`, `${name}.bias`]
  return (input) => {
    const [length, ...others] = input
    if (length === undefined || others.length > 0) {
      throw new UsageError(`${name} takes units; it is given [${input.join(', ')}]: put a layer flatten before it`)
    }
    return {
      output: [units],
      weights: withBias({ name: kernel, shape: [length, units], fanIn: length, outputs: units }, bias),
      train: ({ tf, weights }, x) => tf.add(tf.matMul(x, weights[kernel]!), weights[bias]!),
      predict: (tf, weights, x) => tf.fused.matMul({ a: x, b: weights[kernel]!, bias: weights[bias]! }),
      connect: (tf, x) =>
        tf.layers
          .dense({ name, units, kernelInitializer: 'zeros', biasInitializer: 'zeros' })
          .apply(x) as SymbolicTensor,
    }
  }
}

/** [height, width, channels] -> [height * width * channels], in this order. */
export function flatten(name: string): MakeLayer {
  return (input) => {
    const units = input.reduce((product, length) => product * length, 1)
    const reshape = (tf: Tf, x: Tensor) => tf.reshape(x, [x.shape[0]!, units])
    return {
      output: [units],
      weights: [],
      train: ({ tf }, x) => reshape(tf, x),
      predict: (tf, _, x) => reshape(tf, x),
      connect: (tf, x) => tf.layers.flatten({ name }).apply(x) as SymbolicTensor,
    }
  }
}
