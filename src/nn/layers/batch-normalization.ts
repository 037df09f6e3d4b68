import type { Tf } from '../../engine/engine.js'
import { keeping, type Tensor, type Tensors } from '../tensors.js'
import { type Activation, activation } from './activation.js'
import type { Convolution, MakeConvolution } from './convolution.js'
import type { MakeLayer, SymbolicTensor, WeightShape } from './layer.js'

/** PyTorch's default. */
const epsilon = 1e-5

interface NormalizedOptions {
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

interface BatchToNormalize {
  /** [batch, height, width, channels], without the bias of the convolution that made it. */
  readonly x: Tensor
  /** That bias, [channels], where it has one. */
  readonly bias: Tensor | undefined
  /** [channels] */
  readonly gamma: Tensor
  /** [channels] */
  readonly beta: Tensor
  readonly epsilon: number
  readonly activation: 'linear' | 'relu'
}

interface NormalizedBatch {
  /** The shape of x. */
  readonly y: Tensor
  /** [channels] */
  readonly mean: Tensor
  /** [channels] */
  readonly variance: Tensor
}

/**
 * The batch normalization of x + bias in training mode (Ioffe and Szegedy, "Batch normalization", ICML 2015), then the
 * activation, with the mean and the unbiased variance of x + bias over batch, height and width, which are kept: the
 * caller disposes them.
 *
 * The mean takes the bias away again, so it is never added: its gradient is exactly 0 and only the mean shows it.
 * Where the backend has kernels for the whole of it they compute it, elsewhere it is composed of ordinary operations.
 */
export function normalizeBatch(tf: Tf, batch: BatchToNormalize): NormalizedBatch {
  const isFused = tf.getKernel('NormalizeBatch', tf.getBackend()) !== undefined
  return isFused ? fuseNormalizeBatch(tf, batch) : composeNormalizeBatch(tf, batch)
}

/**
 * `normalizeBatch` by two kernels that a backend registers under these names:
 *
 * - `NormalizeBatch`: x, gamma, beta; epsilon, activation -> [y, mean, variance, ...reserves], the mean and the biased
 *   variance of x [channels], and whatever else the other kernel wants of it;
 * - `NormalizeBatchGrad`: dy, x, y, gamma, mean, variance, reserve0, reserve1, ...; epsilon, activation -> the gradients
 *   of [x, gamma, beta].
 */
function fuseNormalizeBatch(tf: Tf, batch: BatchToNormalize): NormalizedBatch {
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

/** `normalizeBatch` of ordinary operations. */
function composeNormalizeBatch(tf: Tf, batch: BatchToNormalize): NormalizedBatch {
  const { x, bias, gamma, beta, epsilon } = batch
  const isRelu = batch.activation === 'relu'
  const count = x.size / gamma.size
  const mean = (images: Tensor) => tf.mean(images, [0, 1, 2])

  return keeping(tf, (keep) => {
    let statistics: Pick<NormalizedBatch, 'mean' | 'variance'> | undefined
    const operation = tf.customGrad((...inputs) => {
      const [x, gamma, beta] = inputs as unknown as [Tensor, Tensor, Tensor]
      const save = inputs.at(-1) as unknown as Save
      const average = mean(x)
      const centred = tf.sub(x, average)
      const variance = mean(tf.square(centred))
      const inverse = tf.rsqrt(tf.add(variance, epsilon))
      const scale = tf.mul(gamma, inverse)
      const normal = tf.add(tf.mul(centred, scale), beta)
      const y = isRelu ? tf.relu(normal) : normal
      statistics = {
        mean: keep(bias === undefined ? tf.clone(average) : tf.add(average, bias)),
        variance: keep(tf.mul(variance, count / Math.max(1, count - 1))),
      }
      save([centred, inverse, scale, y])
      return {
        value: y,
        gradFunc: (dy: Tensor, saved: Tensor[]) => {
          const [centred, inverse, scale, y] = saved as [Tensor, Tensor, Tensor, Tensor]
          const passed = isRelu ? tf.mul(dy, tf.step(y)) : dy
          const level = mean(passed)
          const slope = tf.mul(mean(tf.mul(passed, centred)), inverse)
          const sloping = tf.sub(passed, tf.mul(centred, tf.mul(slope, inverse)))
          const xGradient = tf.mul(tf.sub(sloping, level), scale)
          const ofBias = bias === undefined ? [] : [tf.zerosLike(bias)]
          return [xGradient, tf.mul(slope, count), tf.mul(level, count), ...ofBias]
        },
      }
    })
    const y = operation(x, gamma, beta, ...(bias === undefined ? [] : [bias]))
    return { y, ...statistics! }
  })
}
