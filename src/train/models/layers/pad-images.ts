import type { Tf } from '../../../engine/tf.js'
import type { SymbolicTensor } from './layer.js'

type Tensor4D = ReturnType<Tf['tensor4d']>

/** PyTorch's padding for a filter of an odd size: (size - 1) / 2 rows and columns of zeros on every side. */
export function padImages(size: number): Padding {
  const pad = (size - 1) / 2
  if (pad === 0) return { apply: (_, x) => x, connect: (_, x) => x }
  const sides: [number, number] = [pad, pad]
  return {
    apply: (tf, x) => tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]),
    connect: (tf, x, name) => tf.layers.zeroPadding2d({ name, padding: pad }).apply(x) as SymbolicTensor,
  }
}

export interface Padding {
  apply(tf: Tf, x: Tensor4D): Tensor4D
  connect(tf: Tf, x: SymbolicTensor, name: string): SymbolicTensor
}
