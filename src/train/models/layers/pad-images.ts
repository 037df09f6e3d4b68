import type { Tf } from '../../../engine/tf.js'
import type { SymbolicTensor } from './layer.js'

type Tensor4D = ReturnType<Tf['tensor4d']>

/**
 * PyTorch's padding of (size - 1) / 2 on every side, for a filter of an odd size. With stride 1 the engine pads the same
 * by itself; with another it would pad less at the top and the left than at the bottom and the right.
 */
export function padImages(size: number, strides: number): Padding {
  const pad = (size - 1) / 2
  if (strides === 1) return { pad: 'same', apply: (_, x) => x, connect: (_, x) => x, padded: 2 * pad }
  if (pad === 0) return { pad: 'valid', apply: (_, x) => x, connect: (_, x) => x, padded: 0 }
  const sides: [number, number] = [pad, pad]
  return {
    pad: 'valid',
    apply: (tf, x) => tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]),
    connect: (tf, x, name) => tf.layers.zeroPadding2d({ name, padding: pad }).apply(x) as SymbolicTensor,
    padded: 2 * pad,
  }
}

export interface Padding {
  /** What the engine's convolution adds to `apply`. */
  readonly pad: 'same' | 'valid'
  apply(tf: Tf, x: Tensor4D): Tensor4D
  connect(tf: Tf, x: SymbolicTensor, name: string): SymbolicTensor
  /** Rows, and columns, that the two add together. */
  readonly padded: number
}
