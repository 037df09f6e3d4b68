import type { Random } from '../../../core/random.js'
import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensors/tensor.js'
import type { Tensors } from '../../tensors/tensors.js'
import type { WeightShape } from '../weight-shape.js'

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
