import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from './wasm-kernel.js'

/** Where the pixels of a batch of images go. */
export interface Placement {
  readonly height: number
  readonly width: number
  /** Row of the result that the first row of an image goes to; negative leaves rows out. */
  readonly top: number
  readonly left: number
  /** Rows of the result from one row of an image to the next. */
  readonly strideHeight: number
  readonly strideWidth: number
}

/**
 * Images `[batch, h, w, channels]` placed on zeros `[count, height, width, channels]`, from image `first` on; what falls
 * outside is left out. Pads, crops and dilates in one pass.
 */
export function placeImages(
  backend: WasmBackend,
  images: TensorInfo,
  place: Placement,
  first = 0,
  count = images.shape[0]!,
): TensorInfo {
  const [, h, w, channels] = images.shape as [number, number, number, number]
  const { height, width, top, left, strideHeight, strideWidth } = place
  const out = backend.makeOutput([count, height, width, channels], 'float32')
  // Views of the heap are taken after the allocation, which may have moved it.
  const [from, to] = [backend.typedArrayFromHeap(images), backend.typedArrayFromHeap(out)]
  to.fill(0)
  const [firstColumn, columns] = inside(w, width, left, strideWidth)
  const [firstRow, rows] = inside(h, height, top, strideHeight)
  for (let n = 0; n < count; n++) {
    for (let row = firstRow; row < firstRow + rows; row++) {
      let source = (((first + n) * h + row) * w + firstColumn) * channels
      let target = ((n * height + top + row * strideHeight) * width + left + firstColumn * strideWidth) * channels
      if (strideWidth === 1) {
        to.set(from.subarray(source, source + columns * channels), target)
        continue
      }
      for (let column = 0; column < columns; column++, target += (strideWidth - 1) * channels) {
        for (let channel = 0; channel < channels; channel++) to[target++] = from[source++]!
      }
    }
  }
  return out
}

/** First index and number of the `size` pixels that fall inside `length` when they lie at `start + i * stride`. */
function inside(size: number, length: number, start: number, stride: number): readonly [number, number] {
  const first = Math.max(0, Math.ceil(-start / stride))
  const end = Math.min(size, Math.ceil((length - start) / stride))
  return [first, Math.max(0, end - first)]
}
