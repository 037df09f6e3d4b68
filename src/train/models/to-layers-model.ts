import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensors/tensor.js'
import type { Tensors } from '../tensors/tensors.js'
import type { Layer, SampleShape, SymbolicTensor } from './layers/layer.js'
import type { LayersModel } from './layers-model.js'

/** The tf.layers of a network and a softmax, with trained weights. */
export function toLayersModel(tf: Tf, input: SampleShape, layer: Layer, weights: Tensors): LayersModel {
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
