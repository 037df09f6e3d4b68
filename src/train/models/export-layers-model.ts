import type { Tf } from '../../engine/tf.js'
import type { Tensor } from '../tensor.js'
import type { Tensors } from '../tensors.js'

type LayersModel = ReturnType<Tf['sequential']>

/**
 * The layers model that computes what a VGG with these weights predicts, for `tf.loadLayersModel`: images
 * [batch, 40, 40, 1] from 0 to 1 -> probabilities [batch, classes], the softmax of the logits. The caller disposes it.
 */
export function exportLayersModel(tf: Tf, weights: Tensors, dropout: number): LayersModel {
  const size = (name: string) => weights[name]!.shape.at(-1)!
  const zeros = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const
  const model = tf.sequential()
  for (let k = 0; k < 8; k++) {
    model.add(
      tf.layers.conv2d({
        ...(k === 0 ? { inputShape: [40, 40, 1] } : {}),
        ...zeros,
        name: `conv${k}`,
        filters: size(`conv${k}.kernel`),
        kernelSize: 3,
        padding: 'same',
      }),
    )
    model.add(tf.layers.batchNormalization({ name: `bn${k}`, epsilon: 1e-5, momentum: 0.9 }))
    model.add(tf.layers.reLU({ name: `relu${k}` }))
    if (k % 2 === 1) model.add(tf.layers.maxPooling2d({ name: `pool${(k - 1) / 2}`, poolSize: 2, strides: 2 }))
  }
  model.add(tf.layers.flatten({ name: 'flatten' }))
  for (const k of [0, 1]) {
    model.add(tf.layers.dense({ ...zeros, name: `dense${k}`, units: size(`dense${k}.kernel`) }))
    model.add(tf.layers.dropout({ name: `dropout${k}`, rate: dropout }))
    model.add(tf.layers.reLU({ name: `relu${8 + k}` }))
  }
  model.add(tf.layers.dense({ ...zeros, name: 'dense2', units: size('dense2.kernel') }))
  model.add(tf.layers.softmax({ name: 'probabilities' }))
  for (const layer of model.layers) setWeights(layer, weights)
  return model
}

/** A layer's weights have the names `LAYER/NAME`, ours `LAYER.NAME`. */
function setWeights(layer: LayersModel['layers'][number], weights: Tensors): void {
  const values: Tensor[] = layer.weights.map(({ originalName }) => {
    const value = weights[originalName.replace('/', '.')]
    if (value === undefined) throw new Error(`no trained weight for ${originalName}`)
    return value
  })
  layer.setWeights(values)
}
