import { UsageError } from '../../core/errors.js'
import type { Tf } from '../../engine/engine.js'
import type { Tensor } from '../tensors.js'
import { imagesShape, type MakeLayer, type SymbolicTensor } from './layer.js'

type Tensor4D = ReturnType<Tf['tensor4d']>

/** Maximum of squares of 2x2 pixels; a last odd row or column is left out, as in PyTorch. */
export function maxPool(name: string): MakeLayer {
  return (input) => {
    const [height, width, channels] = imagesShape(name, input)
    if (height < 2 || width < 2) {
      throw new UsageError(
        `${name}: images of ${height}x${width} pixels are left to pool, too few for squares of 2x2; ` +
          'give the network larger images',
      )
    }
    const pool = (tf: Tf, x: Tensor) => tf.maxPool(x as Tensor4D, 2, 2, 'valid')
    return {
      output: [Math.floor(height / 2), Math.floor(width / 2), channels],
      weights: [],
      train: ({ tf }, x) => pool(tf, x),
      predict: (tf, _, x) => pool(tf, x),
      connect: (tf, x) => tf.layers.maxPooling2d({ name, poolSize: 2, strides: 2 }).apply(x) as SymbolicTensor,
    }
  }
}

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
