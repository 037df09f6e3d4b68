import { centreCrop, checkCrop, cutCrop, type EvaluationCrops, tenCrop } from './crops.js'
import type { ImageShape } from './geometry.js'

export interface EvaluationBatchRequest {
  /** Pixels 0..255, [count, height, width]. */
  readonly split: { readonly images: Uint8Array }
  readonly shape: ImageShape
  /** Side of the crops; that of the image for none. */
  readonly crop: number
  readonly crops: EvaluationCrops
  readonly start: number
  /** Excluded. */
  readonly end: number
}

/**
 * The images `start` to `end` as a model is evaluated on them, from 0 to 1: [batch * (10 if ten, else 1), crop, crop, 1],
 * the crops of one image next to one another. Throws UsageError for a crop that does not fit.
 */
export function evaluationBatch({ split, shape, crop, crops, start, end }: EvaluationBatchRequest): Float32Array {
  checkCrop(shape, crop)
  const places = crops === 'ten' ? tenCrop(shape, crop) : [centreCrop(shape, crop)]
  const pixels = new Float32Array((end - start) * places.length * crop * crop)
  const size = shape.height * shape.width
  let to = 0
  for (let index = start; index < end; index++) {
    const image = split.images.subarray(index * size, (index + 1) * size)
    for (const place of places) {
      cutCrop(image, shape.width, place, crop, pixels, to)
      to += crop * crop
    }
  }
  return pixels
}
