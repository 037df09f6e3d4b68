import { UsageError } from '../../../core/usage-error.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'
import { withBias } from './with-bias.js'

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
