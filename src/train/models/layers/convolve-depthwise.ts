import type { Tf } from '../../../engine/tf.js'
import type { Tensor } from '../../tensor.js'

type Tensor3D = ReturnType<Tf['tensor3d']>
type Tensor4D = ReturnType<Tf['tensor4d']>

/**
 * A convolution of every channel by itself, without padding: x [batch, height, width, channels], filter [size, size,
 * channels, 1] -> [batch, floor((height - size) / strides) + 1, ..., channels].
 *
 * Where the backend lacks kernels for its gradients, as wasm does, they are composed of forward convolutions and
 * products.
 */
export function convolveDepthwise(tf: Tf, x: Tensor4D, filter: Tensor4D, strides: number): Tensor4D {
  const hasGradients = [tf.DepthwiseConv2dNativeBackpropInput, tf.DepthwiseConv2dNativeBackpropFilter].every(
    (kernel) => tf.getKernel(kernel, tf.getBackend()) !== undefined,
  )
  if (hasGradients) return tf.depthwiseConv2d(x, filter, strides, 'valid')
  const operation = tf.customGrad((...inputs) => {
    const [x, filter, save] = inputs as unknown as [Tensor4D, Tensor4D, (tensors: Tensor[]) => void]
    save([x, filter])
    return {
      value: tf.depthwiseConv2d(x, filter, strides, 'valid'),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [x, filter] = saved as [Tensor4D, Tensor4D]
        const spread = spreadOut(tf, dy as Tensor4D, strides)
        return [inputGradient(tf, spread, x, filter), filterGradient(tf, spread, x, filter)]
      },
    }
  })
  return operation(x, filter) as Tensor4D
}

/** Puts strides - 1 zeros between neighbours: what the same convolution with stride 1 would pass back. */
function spreadOut(tf: Tf, dy: Tensor4D, strides: number): Tensor4D {
  if (strides === 1) return dy
  const [batch, height, width, channels] = dy.shape
  const zeros: [number, number] = [0, strides - 1]
  const pixels = tf.reshape(dy, [batch * height * width, 1, channels]) as Tensor3D
  const rows = tf.reshape(tf.pad3d(pixels, [[0, 0], zeros, [0, 0]]), [batch * height, 1, width * strides * channels])
  const all = tf.reshape(tf.pad3d(rows as Tensor3D, [[0, 0], zeros, [0, 0]]), [
    batch,
    height * strides,
    width * strides,
    channels,
  ]) as Tensor4D
  return tf.slice4d(all, [0, 0, 0, 0], [batch, (height - 1) * strides + 1, (width - 1) * strides + 1, channels])
}

/** dy, spread out, convolved with the filter turned by 180° (Dumoulin and Visin, arXiv 1603.07285, section 4). */
function inputGradient(tf: Tf, dy: Tensor4D, x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [rows, columns] = [filter.shape[0] - 1, filter.shape[1] - 1]
  const padded = tf.pad4d(dy, [
    [0, 0],
    [rows, x.shape[1] - dy.shape[1]],
    [columns, x.shape[2] - dy.shape[2]],
    [0, 0],
  ])
  return tf.depthwiseConv2d(padded, tf.reverse4d(filter, [0, 1]), 1, 'valid')
}

/** For each place in the filter, the sum of dy, spread out, times what this place saw of x. */
function filterGradient(tf: Tf, dy: Tensor4D, x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [, height, width, channels] = dy.shape
  const pixels = dy.size / channels
  // A sum over all pixels as a product of matrices: sums over the first axes are slow.
  const ones = tf.ones([1, pixels])
  const sums: Tensor[] = []
  for (let row = 0; row < filter.shape[0]; row++) {
    for (let column = 0; column < filter.shape[1]; column++) {
      const seen = tf.slice4d(x, [0, row, column, 0], [x.shape[0], height, width, channels])
      sums.push(tf.matMul(ones, tf.reshape(tf.mul(seen, dy), [pixels, channels])))
    }
  }
  return tf.reshape(tf.concat(sums), filter.shape)
}
