import { UsageError } from '../../core/usage-error.js'
import { disposeTensors } from '../tensors/dispose-tensors.js'
import type { Tensors } from '../tensors/tensors.js'
import { initialWeights } from './initial-weights.js'
import type { MakeLayer, Pass, SampleShape } from './layers/layer.js'
import type { Model } from './model.js'
import { moveAverages } from './move-averages.js'
import { toLayersModel } from './to-layers-model.js'
import type { WeightShape } from './weight-shape.js'

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
