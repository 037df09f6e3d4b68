import type { KernelConfig, TensorInfo, TileAttrs } from '@tensorflow/tfjs-core'
import type { Tf } from '../../tf.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * A tensor repeated along its axes, by copying whole blocks. The gradient of batch normalization in tfjs-layers tiles the
 * scale of each channel over all pixels, and the backend's own kernel goes value by value.
 */
export function tile(tf: Tf): KernelConfig {
  return wasmKernel<TileAttrs>(tf.Tile, (heap, inputs, attrs) => {
    const { x } = inputs as { x: TensorInfo }
    const shape = x.shape.map((size, axis) => size * attrs.reps[axis]!)
    const out = heap.make(shape, x.dtype)
    let values: Values = heap.view(x)
    let block = 1
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      block *= x.shape[axis]!
      values = repeatBlocks(values, block, attrs.reps[axis]!)
      block *= attrs.reps[axis]!
    }
    heap.view(out).set(values)
    return out
  })
}

type Values = Float32Array | Int32Array | Uint8Array

/** Each block of values, `times` times in a row. */
function repeatBlocks(values: Values, block: number, times: number): Values {
  if (times === 1) return values
  const repeated = newLike(values, values.length * times)
  if (repeated.length === 0) return repeated
  for (let from = 0; from < values.length; from += block) {
    const start = from * times
    const end = start + block * times
    repeated.set(values.subarray(from, from + block), start)
    // What is there already is copied behind itself, twice as much each time.
    for (let done = start + block; done < end; done += done - start)
      repeated.copyWithin(done, start, Math.min(done, start + end - done))
  }
  return repeated
}

function newLike(values: Values, length: number): Values {
  if (values instanceof Float32Array) return new Float32Array(length)
  return values instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length)
}
