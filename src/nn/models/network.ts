import { UsageError } from '../../core/errors.js'
import type { Random } from '../../core/random.js'
import type { NamedTensors } from '../../core/safetensors.js'
import type { Tf } from '../../engine/engine.js'
import type { Layer, MakeLayer, Pass, SampleShape, SymbolicTensor, WeightShape } from '../layers/layer.js'
import { disposeTensors, type Tensor, type Tensors } from '../tensors.js'
import type { LayersModel, Model } from './model.js'

/** A model that is made of layers. */
export interface Network extends Model {
  readonly weights: readonly WeightShape[]
  readonly output: SampleShape
}

/** The model that a layer makes of images [batch, ...input] -> logits [batch, classes]. */
export function network(input: SampleShape, make: MakeLayer): Network {
  const layer = make(input)
  checkNames(layer.weights)
  return {
    weights: layer.weights,
    output: layer.output,
    init: (random) => initialWeights(layer.weights, random),
    isTrainable: (name) => !name.includes('.moving_'),
    train: (tf, weights, images, dropout) => {
      const batch: Record<string, Tensors[string]> = {}
      let dropouts = 0
      const pass: Pass = {
        tf,
        weights,
        nextDropout: () => dropout(dropouts++),
        observe: (norm, { mean, variance }) => {
          batch[`${norm}.moving_mean`] = mean
          batch[`${norm}.moving_variance`] = variance
        },
      }
      try {
        const logits = layer.train(pass, images)
        return { logits, moving: moveAverages(tf, weights, batch) }
      } catch (error) {
        disposeTensors(batch)
        throw error
      }
    },
    predict: (tf, weights, images) => layer.predict(tf, weights, images),
    layersModel: (tf, weights) => toLayersModel(tf, input, layer, weights),
  }
}

function checkNames(weights: readonly WeightShape[]): void {
  const names = new Set<string>()
  for (const { name } of weights) {
    if (names.has(name)) throw new UsageError(`two layers have a weight "${name}"; give each layer a name of its own`)
    names.add(name)
  }
}

/** Draws initial weights, each from the stream of its name, so that no weight depends on the size of another. */
function initialWeights(weights: readonly WeightShape[], random: (name: string) => Random): NamedTensors {
  return Object.fromEntries(
    weights.map(({ name, shape, start }) => {
      const data = new Float32Array(shape.reduce((product, length) => product * length, 1))
      if ('constant' in start) data.fill(start.constant)
      else {
        const stream = random(name)
        for (let i = 0; i < data.length; i++) data[i] = (2 * stream.uniform() - 1) * start.bound
      }
      return [name, { dtype: 'float32', shape, data }]
    }),
  )
}

type Tensor1D = ReturnType<Tf['tensor1d']>

/** PyTorch's default. */
const momentum = 0.1

/**
 * Exponential averages of the batches' statistics, for evaluation. Disposes those of this batch. All at once, because to
 * call the engine costs more than to compute with so few numbers.
 */
function moveAverages(tf: Tf, weights: Tensors, batch: Tensors): Tensors {
  const names = Object.keys(batch)
  if (names.length === 0) return {}
  const values = Object.values(batch) as Tensor1D[]
  const averages = tf.concat(names.map((name) => weights[name] as Tensor1D))
  const moved = tf.add(tf.mul(averages, 1 - momentum), tf.mul(tf.concat(values), momentum))
  const sizes = values.map(({ size }) => size)
  for (const value of values) value.dispose()
  const parts = tf.split(moved, sizes)
  return Object.fromEntries(names.map((name, k) => [name, parts[k]!]))
}

/** The tf.layers of a network and a softmax, with trained weights. */
function toLayersModel(tf: Tf, input: SampleShape, layer: Layer, weights: Tensors): LayersModel {
  const images = tf.input({ shape: [...input], name: 'images' })
  const probabilities = tf.layers.softmax({ name: 'probabilities' }).apply(layer.connect(tf, images)) as SymbolicTensor
  // A name of its own, since tf.layers would number the models of a process.
  const model = tf.model({ name: 'classifier', inputs: images, outputs: probabilities })
  try {
    for (const layer of model.layers) setWeights(layer, weights)
  } catch (error) {
    model.dispose()
    throw error
  }
  return model
}

/** A layer's weights have the names `LAYER/NAME`, ours `LAYER.NAME`. */
function setWeights(layer: LayersModel['layers'][number], weights: Tensors): void {
  const values: Tensor[] = layer.weights.map(({ originalName }) => {
    const value = weights[originalName.replace('/', '.')]
    if (value === undefined) throw new Error(`no trained weight for ${originalName}`)
    return value
  })
  if (values.length > 0) layer.setWeights(values)
}

/** A number of channels or units times `width`, rounded, at least 1. */
export function scaled(count: number, width: number): number {
  return Math.max(1, Math.round(count * width))
}
