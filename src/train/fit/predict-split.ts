import { setImmediate as macrotask } from 'node:timers/promises'
import type { Tf } from '../../engine/tf.js'
import { cropsPerImage } from '../augment/crops/crops-per-image.js'
import type { EvaluationCrops } from '../augment/crops/evaluation-crops.js'
import { evaluationBatch } from '../augment/evaluation-batch.js'
import type { ImageShape } from '../augment/image-shape.js'
import type { Split } from '../data/dataset.js'
import { averageCrops } from '../evaluation/average-crops.js'
import type { Model } from '../models/model.js'
import type { Tensors } from '../tensors/tensors.js'

/** Crops in a batch, nearly; fixed, because the size of a batch may change the rounding of its results. */
const batchCrops = 128

export interface Prediction {
  readonly split: Split
  readonly shape: ImageShape
  /** Side of the crops in pixels. */
  readonly crop: number
  readonly crops: EvaluationCrops
  /** Called after every batch; what it throws ends the prediction. */
  readonly between?: (() => Promise<void>) | undefined
}

/** The logits of every image of a split, [count, classes]; of ten crops their mean. */
export async function predictSplit(
  tf: Tf,
  model: Model,
  weights: Tensors,
  { split, shape, crop, crops, between = async () => {} }: Prediction,
): Promise<Float32Array> {
  const perImage = cropsPerImage(crops)
  const batchSize = Math.max(1, Math.round(batchCrops / perImage))
  let all: Float32Array | undefined
  for (let start = 0; start < split.count; start += batchSize) {
    const end = Math.min(start + batchSize, split.count)
    const logits = tf.tidy(() => {
      const pixels = evaluationBatch({ split, shape, crop, crops, start, end })
      return model.predict(tf, weights, tf.tensor4d(pixels, [(end - start) * perImage, crop, crop, 1]))
    })
    const classes = logits.shape[1]!
    const values = averageCrops((await logits.data()) as Float32Array, perImage, classes)
    logits.dispose()
    all ??= new Float32Array(split.count * classes)
    all.set(values, start * classes)
    await macrotask()
    await between()
  }
  return all ?? new Float32Array(0)
}
