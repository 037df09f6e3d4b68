import type { Variable } from '@tensorflow/tfjs-core'
import { systemClock } from '../../core/clock.js'
import type { Tf } from '../engine.js'
import { type CheckOperations, type CheckSizes, checkedSizes, timedSizes } from './operations.js'

const classes = 3

/** A network that takes training steps. */
interface CheckNetwork {
  /** Takes one step and resolves with its loss once the engine has computed it. */
  step(): Promise<number>
  readonly weights: Readonly<Record<string, Variable>>
  dispose(): void
}

/**
 * What training a small image classifier needs of an engine: convolutions with strides and padding, batch normalization,
 * ReLU, max pooling, a dense layer, softmax cross-entropy, all their gradients, and gradient descent with momentum.
 * Images and first weights are samples of a sine, so that test/reference/make_engine_check.py can do the same.
 */
function createCheckNetwork(
  tf: Tf,
  operations: CheckOperations,
  { batch, side, channels: [inputs, hidden, outputs] }: CheckSizes,
): CheckNetwork {
  const start = (shape: number[], scale: number, phase: number, middle = 0) =>
    tf.tidy(() => tf.variable(tf.tensor(wave(shape, scale, phase, middle), shape)))
  const weights = {
    conv1: start([3, 3, inputs, hidden], 0.5, 1),
    gamma: start([hidden], 0.2, 2, 1),
    beta: start([hidden], 0.2, 3),
    conv2: start([3, 3, hidden, outputs], 0.4, 4),
    bias2: start([outputs], 0.1, 5),
    dense: start([(side / 4) ** 2 * outputs, classes], 0.3, 6),
    bias: start([classes], 0.1, 7),
  }
  const images = tf.tensor4d(wave([batch, side, side, inputs], 1, 0), [batch, side, side, inputs])
  const labels = Int32Array.from({ length: batch }, (_, i) => i % classes)
  const targets = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32'))
  const optimizer = tf.train.momentum(0.05, 0.9)

  const loss = () => {
    const { conv1, gamma, beta, conv2, bias2, dense, bias } = weights
    const first = tf.conv2d(images, conv1 as Images, 1, 'same')
    const normalized = operations.normalizeRelu(tf, first, gamma, beta, 1e-3) as Images
    const pooled = tf.maxPool(normalized, 2, 2, 'valid')
    const second = tf.relu(tf.add(tf.conv2d(pooled, conv2 as Images, 2, 'same'), bias2))
    const logits = tf.add(tf.matMul(tf.reshape(second, [batch, -1]), dense), bias)
    return operations.crossEntropy(tf, logits, targets) as ReturnType<typeof tf.scalar>
  }

  return {
    weights,
    async step() {
      const value = optimizer.minimize(loss, true)!
      const [number] = await value.data()
      value.dispose()
      return number!
    },
    dispose() {
      optimizer.dispose()
      tf.dispose([images, targets, ...Object.values(weights)])
    },
  }
}

type Images = ReturnType<Tf['tensor4d']>

const steps = 5

/** Trains the small network on the loaded engine: the loss of each step, and of each weight two elements and its norm. */
export async function measureNumbers(tf: Tf, operations: CheckOperations): Promise<Readonly<Record<string, number>>> {
  const network = createCheckNetwork(tf, operations, checkedSizes)
  const numbers: Record<string, number> = {}
  for (let step = 1; step <= steps; step++) numbers[`loss of step ${step}`] = await network.step()
  for (const [name, weight] of Object.entries(network.weights)) {
    const values = await weight.data()
    numbers[`${name}[0]`] = values[0]!
    numbers[`${name}[${values.length - 1}]`] = values[values.length - 1]!
    numbers[`norm of ${name}`] = Math.hypot(...values)
  }
  network.dispose()
  return numbers
}

const milliseconds = 1000

/** Training steps per second of the larger network on the loaded engine. */
export async function timeSteps(tf: Tf, operations: CheckOperations): Promise<number> {
  const network = createCheckNetwork(tf, operations, timedSizes)
  let start = systemClock.monotonic()
  const elapsed = () => systemClock.monotonic() - start
  await network.step()
  let steps = 1
  // The first step compiles, allocates and warms up; where it takes longer than all the time there is, it has to do.
  if (elapsed() < milliseconds) [start, steps] = [systemClock.monotonic(), 0]
  for (; elapsed() < milliseconds; steps++) await network.step()
  const perSecond = (steps * 1000) / elapsed()
  network.dispose()
  return perSecond
}

/** `middle + scale * sin(phase + 1.7 i)` for every element i of a shape, in float32. */
function wave(shape: readonly number[], scale: number, phase: number, middle = 0): Float32Array {
  const length = shape.reduce((product, size) => product * size, 1)
  return Float32Array.from({ length }, (_, i) => middle + Math.fround(scale * Math.sin(phase + 1.7 * i)))
}
