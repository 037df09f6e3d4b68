import { imagesShape } from './images-shape.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'

/** The mean of every channel: [height, width, channels] -> [channels]. */
export function globalAveragePool(name: string): MakeLayer {
  return (input) => ({
    output: imagesShape(name, input).slice(2),
    weights: [],
    train: ({ tf }, x) => tf.mean(x, [1, 2]),
    predict: (tf, _, x) => tf.mean(x, [1, 2]),
    connect: (tf, x) => tf.layers.globalAveragePooling2d({ name }).apply(x) as SymbolicTensor,
  })
}
