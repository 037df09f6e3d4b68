import { cropsPerImage } from './crops/crops-per-image.js'
import { fillTrainingBatch, type TrainingBatchRequest } from './fill-training-batch.js'

/**
 * Augmented training images, cropped, from 0 to 1: [batch * (10 if ten, else 1), crop, crop, 1], the crops of one image
 * next to one another. The same sample of the same epoch has the same pixels in whatever batch. Throws UsageError for a
 * crop that does not fit.
 */
export function trainingBatch(request: TrainingBatchRequest): Float32Array {
  const { indices, crops, crop } = request
  const pixels = new Float32Array(indices.length * cropsPerImage(crops) * crop * crop)
  fillTrainingBatch(pixels, request)
  return pixels
}
