import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Heap } from './wasm-kernel.js'

/** The first rows and columns of images `[batch, rows, columns, channels]`, in a tensor of its own. */
export function cropImages(heap: Heap, images: TensorInfo, height: number, width: number): TensorInfo {
  const [batch, rows, columns, channels] = images.shape as [number, number, number, number]
  const cropped = heap.make([batch, height, width, channels])
  const [from, to] = [heap.view(images), heap.view(cropped)]
  for (let row = 0; row < batch * height; row++) {
    const start = (Math.floor(row / height) * rows + (row % height)) * columns * channels
    to.set(from.subarray(start, start + width * channels), row * width * channels)
  }
  return cropped
}
