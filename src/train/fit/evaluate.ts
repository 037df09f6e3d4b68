import { setImmediate as macrotask } from 'node:timers/promises'
import type { Tf } from '../../engine/tf.js'
import { evaluationBatch } from '../augment/evaluation-batch.js'
import { imageSize } from '../augment/image-size.js'
import type { Split } from '../data/dataset.js'
import type { Model } from '../models/model.js'
import type { Tensors } from '../tensors.js'
import { scoreLogits } from './score-logits.js'

/** Fixed, because the size of a batch may change the rounding of its results. */
const batchSize = 128

/** Mean cross-entropy and accuracy over the centre crops of a split. */
export async function evaluate(
  tf: Tf,
  model: Model,
  weights: Tensors,
  split: Split,
): Promise<{ readonly loss: number; readonly accuracy: number }> {
  const { whole, crop } = imageSize
  const shape = { height: whole, width: whole }
  let loss = 0
  let correct = 0
  for (let start = 0; start < split.count; start += batchSize) {
    const end = Math.min(start + batchSize, split.count)
    const logits = tf.tidy(() => {
      const pixels = evaluationBatch({ split, shape, crop, crops: 'centre', start, end })
      return model.predict(tf, weights, tf.tensor4d(pixels, [end - start, crop, crop, 1]))
    })
    const sums = scoreLogits(await logits.data(), split.labels.subarray(start, end))
    logits.dispose()
    loss += sums.loss
    correct += sums.correct
    await macrotask()
  }
  return { loss: loss / split.count, accuracy: correct / split.count }
}
