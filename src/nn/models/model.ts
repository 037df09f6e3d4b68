import type { Random } from '../../core/random.js'
import type { NamedTensors } from '../../core/safetensors.js'
import type { Tf } from '../../engine/engine.js'
import type { SampleShape } from '../layers/layer.js'
import type { Tensor, Tensors } from '../tensors.js'

/** A network as functions over named tensors. It makes new tensors and disposes none, so call it in `tf.tidy`. */
export interface Model {
  /** Lengths of its output for one image, [classes], where it knows them before it computes. */
  readonly output?: SampleShape
  /** Initial weights: each drawn from the stream of its name. */
  init(random: (name: string) => Random): NamedTensors
  /** Whether an optimizer changes the weight of this name; the others are statistics that training moves along. */
  isTrainable(name: string): boolean
  /** Training mode: statistics of the batch, and dropout, whose layer k draws from `dropout(k)`. */
  train(tf: Tf, weights: Tensors, images: Tensor, dropout: (layer: number) => Random): TrainingPass
  /** Evaluation mode: logits [batch, classes]. */
  predict(tf: Tf, weights: Tensors, images: Tensor): Tensor
  /**
   * A model of tf.layers that computes what `predict` does with these weights, for `tf.loadLayersModel`: images ->
   * probabilities [batch, classes], the softmax of the logits. The caller disposes it; call it outside of `tf.tidy`.
   */
  layersModel(tf: Tf, weights: Tensors): LayersModel
}

export interface TrainingPass {
  /** [batch, classes] */
  readonly logits: Tensor
  /** The new values of the weights that are not trainable. */
  readonly moving: Tensors
}

/** Sizes that make a built-in model. */
export interface ModelOptions {
  /** Multiplies channels and hidden units. */
  readonly width: number
  /** Probability of a hidden unit to be dropped in training. */
  readonly dropout: number
  readonly classes: number
  /** Of one image: [height, width, channels]. */
  readonly input: SampleShape
}

export type MakeModel = (options: ModelOptions) => Model

/** A model of tf.layers: what `tf.loadLayersModel` loads. */
export type LayersModel = InstanceType<Tf['LayersModel']>
