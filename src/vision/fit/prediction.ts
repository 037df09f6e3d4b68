import { setImmediate as macrotask } from 'node:timers/promises'
import type { Tf } from '../../engine/engine.js'
import type { Model } from '../../nn/models/model.js'
import type { Tensors } from '../../nn/tensors.js'
import { cropsPerImage, type EvaluationCrops } from '../augment/crops.js'
import { evaluationBatch } from '../augment/evaluation-batch.js'
import type { ImageShape } from '../augment/geometry.js'
import type { Split } from '../data/dataset.js'

/** Crops in a batch, nearly; fixed, because the size of a batch may change the rounding of its results. */
const batchCrops = 128

interface Prediction {
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

/**
 * Means of the logits of each sample's crops, which stand next to one another: [n * crops, classes] -> [n, classes].
 * Summed in double precision, rounded once.
 */
export function averageCrops(logits: ArrayLike<number>, crops: number, classes: number): Float32Array {
  const means = new Float32Array(logits.length / crops)
  for (let at = 0; at < means.length; at++) {
    const [sample, k] = [Math.floor(at / classes), at % classes]
    let sum = 0
    for (let crop = 0; crop < crops; crop++) sum += logits[(sample * crops + crop) * classes + k]!
    means[at] = sum / crops
  }
  return means
}
