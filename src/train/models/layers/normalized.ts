import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { Tensors } from '../../tensors/tensors.js'
import { normalizeBatch } from '../normalize/normalize-batch.js'
import type { WeightShape } from '../weight-shape.js'
import { type Activation, activation } from './activation.js'
import type { Convolution, MakeConvolution } from './convolution.js'
import type { MakeLayer, SymbolicTensor } from './layer.js'

/** PyTorch's default. */
const epsilon = 1e-5

export interface NormalizedOptions {
  readonly name: string
  readonly activation: Activation
}

/**
 * A convolution, batch normalization (Ioffe and Szegedy, ICML 2015) and an activation in one: in training the bias of
 * the convolution is never added, in evaluation the normalization is folded into its kernel. Weights of the
 * convolution, and NAME.gamma, NAME.beta, NAME.moving_mean and NAME.moving_variance, [channels].
 */
export function normalized(make: MakeConvolution, { name, activation: of }: NormalizedOptions): MakeLayer {
  return (input) => {
    const convolution = make(input)
    const { kernel, bias } = convolution.names
    const isRelu = of === 'relu'
    // ReLU is part of the passes below; what else there is comes after them.
    const after = activation(`${name}.${of}`, isRelu ? 'linear' : of)(convolution.output)
    return {
      output: convolution.output,
      weights: [...convolution.weights, ...normalization(name, convolution.output.at(-1)!)],
      train: (pass, x) => {
        const { tf, weights } = pass
        const { y, mean, variance } = normalizeBatch(tf, {
          x: convolution.convolve(tf, x, weights[kernel]!),
          bias: bias === undefined ? undefined : weights[bias]!,
          gamma: weights[`${name}.gamma`]!,
          beta: weights[`${name}.beta`]!,
          epsilon,
          activation: isRelu ? 'relu' : 'linear',
        })
        pass.observe(name, { mean, variance })
        return after.train(pass, y)
      },
      predict: (tf, weights, x) => {
        const folded = fold(tf, convolution, name, weights)
        const y = convolution.convolveWithBias(tf, x, folded.kernel, folded.bias, isRelu ? 'relu' : 'linear')
        return after.predict(tf, weights, y)
      },
      connect: (tf, x) => {
        const layer = tf.layers.batchNormalization({ name, epsilon, momentum: 0.9 })
        const y = layer.apply(convolution.connect(tf, x)) as SymbolicTensor
        return activation(`${name}.${of}`, of)(convolution.output).connect(tf, y)
      },
    }
  }
}

function normalization(name: string, channels: number): readonly WeightShape[] {
  const constant = (weight: string, constant: number) => ({
    name: `${name}.${weight}`,
    shape: [channels],
    start: { constant },
  })
  return [constant('gamma', 1), constant('beta', 0), constant('moving_mean', 0), constant('moving_variance', 1)]
}

/** The kernel and the bias that convolve and normalize in one: in evaluation both are linear. */
function fold(
  tf: Tf,
  { names, scaleKernel }: Convolution,
  norm: string,
  weights: Tensors,
): { kernel: Tensor; bias: Tensor } {
  const weight = (name: string) => weights[name]!
  const scale = tf.mul(weight(`${norm}.gamma`), tf.rsqrt(tf.add(weight(`${norm}.moving_variance`), epsilon)))
  const mean = weight(`${norm}.moving_mean`)
  const centred = names.bias === undefined ? tf.neg(mean) : tf.sub(weight(names.bias), mean)
  return {
    kernel: scaleKernel(tf, weight(names.kernel), scale),
    bias: tf.add(tf.mul(centred, scale), weight(`${norm}.beta`)),
  }
}
