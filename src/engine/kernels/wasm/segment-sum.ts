import type { KernelConfig, TensorInfo, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core'
import type { Tf } from '../../engine.js'
import { wasmKernel } from './backend.js'

/**
 * The sum of all rows with the same segment id; rows with a negative id count nowhere. It is the gradient of `gather`, and
 * so of an embedding. The backend has none.
 *
 * x `[...ids, ...row]`, segmentIds `[...ids]` -> `[numSegments, ...row]`.
 */
export function unsortedSegmentSum(tf: Tf): KernelConfig {
  return wasmKernel<UnsortedSegmentSumAttrs>(tf.UnsortedSegmentSum, (heap, inputs, { numSegments }) => {
    const { x, segmentIds } = inputs as { x: TensorInfo; segmentIds: TensorInfo }
    const row = x.shape.slice(segmentIds.shape.length)
    const out = heap.make([numSegments, ...row], x.dtype)
    const [values, sums] = [heap.view(x), heap.view(out)]
    const size = tf.util.sizeFromShape(row)
    sums.fill(0)
    heap.view(segmentIds).forEach((segment, i) => {
      if (segment < 0 || segment >= numSegments) return
      for (let from = i * size, to = segment * size; from < (i + 1) * size; from++, to++) sums[to]! += values[from]!
    })
    return out
  })
}
