import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import { activation } from './activation.js'
import { dense } from './dense.js'
import { globalAveragePool } from './global-average-pool.js'
import { imagesShape } from './images-shape.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'
import { sequence } from './sequence.js'

/**
 * Multiplies every channel by a number from 0 to 1 that two dense layers make of the means of all channels, through
 * `units` units between them (Hu, Shen and Sun, "Squeeze-and-excitation networks", CVPR 2018; with swish, as in
 * EfficientNet). Weights NAME.squeeze.* and NAME.excite.* of dense layers.
 */
export function squeezeAndExcite(name: string, units: number): MakeLayer {
  return (input) => {
    const [, , channels] = imagesShape(name, input)
    const gate = sequence(
      globalAveragePool(`${name}.average`),
      dense(`${name}.squeeze`, units),
      activation(`${name}.swish`, 'swish'),
      dense(`${name}.excite`, channels),
      activation(`${name}.sigmoid`, 'sigmoid'),
    )(input)
    const scale = (tf: Tf, x: Tensor, by: Tensor) => tf.mul(x, tf.reshape(by, [x.shape[0]!, 1, 1, channels]))
    return {
      output: input,
      weights: gate.weights,
      train: (pass, x) => scale(pass.tf, x, gate.train(pass, x)),
      predict: (tf, weights, x) => scale(tf, x, gate.predict(tf, weights, x)),
      connect: (tf, x) => {
        const reshape = tf.layers.reshape({ name: `${name}.reshape`, targetShape: [1, 1, channels] })
        const by = reshape.apply(gate.connect(tf, x)) as SymbolicTensor
        return tf.layers.multiply({ name: `${name}.scale` }).apply([x, by]) as SymbolicTensor
      },
    }
  }
}
