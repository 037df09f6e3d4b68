import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'

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
