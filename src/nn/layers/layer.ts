import { UsageError } from '../../core/errors.js'
import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/engine.js'
import type { Tensor, Tensors } from '../tensors.js'

/** Lengths of one sample, without the batch: [height, width, channels] of images, [units] of hidden units. */
export type SampleShape = readonly number[]

/** A layer, made for samples of a shape. A network is a layer whose output is [classes]. */
export type MakeLayer = (input: SampleShape) => Layer

/**
 * A part of a network that knows its weights, its pass in training, its pass in evaluation and its tf.layers, so that
 * the three cannot disagree. Like models, it makes new tensors and disposes none.
 */
export interface Layer {
  readonly output: SampleShape
  /** Those of all layers inside of it too; names are unique in a network. */
  readonly weights: readonly WeightShape[]
  /** [batch, ...input] -> [batch, ...output] */
  train(pass: Pass, x: Tensor): Tensor
  /** [batch, ...input] -> [batch, ...output] */
  predict(tf: Tf, weights: Tensors, x: Tensor): Tensor
  /** Applies tf.layers whose weights have the names `LAYER/NAME` where `weights` has `LAYER.NAME`. */
  connect(tf: Tf, x: SymbolicTensor): SymbolicTensor
}

/** One pass through a network in training. */
export interface Pass {
  readonly tf: Tf
  readonly weights: Tensors
  /** The stream of the next layer that drops units. */
  nextDropout(): Random
  /** Takes the statistics of a batch, [channels], kept, that the averages of the layer `norm` move towards. */
  observe(norm: string, statistics: { readonly mean: Tensor; readonly variance: Tensor }): void
}

export type SymbolicTensor = ReturnType<Tf['input']>

/** Name and shape of a weight, and how it starts: as a constant, or uniform between -bound and bound. */
export interface WeightShape {
  readonly name: string
  readonly shape: readonly number[]
  readonly start: { readonly constant: number } | { readonly bound: number }
}

/**
 * A kernel and its bias as PyTorch starts them: Kaiming uniform with a = sqrt(5), which is 1 / sqrt(fan in) for kernels
 * as it is for biases (He et al., "Delving deep into rectifiers", ICCV 2015).
 */
export function withBias(kernel: Kernel, bias?: string): readonly WeightShape[] {
  const start = { bound: 1 / Math.sqrt(kernel.fanIn) }
  const { name, shape, outputs } = kernel
  return [{ name, shape, start }, ...(bias === undefined ? [] : [{ name: bias, shape: [outputs], start }])]
}

interface Kernel {
  readonly name: string
  readonly shape: readonly number[]
  /** Values of the input that one value of the output is made of. */
  readonly fanIn: number
  /** Length of the bias. */
  readonly outputs: number
}

/** The lengths of images: [height, width, channels]. */
export function imagesShape(layer: string, input: SampleShape): readonly [number, number, number] {
  const [height, width, channels, ...others] = input
  if (height !== undefined && width !== undefined && channels !== undefined && others.length === 0) {
    return [height, width, channels]
  }
  throw new UsageError(`${layer} takes images of a shape [height, width, channels]; it is given [${input.join(', ')}]`)
}
