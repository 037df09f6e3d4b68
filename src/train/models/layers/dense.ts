import type { MakeLayer, SymbolicTensor } from './layer.js'
import { withBias } from './with-bias.js'

/** [in] -> [units], weights NAME.kernel [in, units] and NAME.bias [units]. */
export function dense(name: string, units: number): MakeLayer {
  const [kernel, bias] = [`${name}.kernel`, `${name}.bias`]
  return (input) => {
    const length = input.at(-1)!
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
