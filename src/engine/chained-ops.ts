import type { Tensor, Tf } from './engine.js'

/**
 * Lets operations be called on their first tensor, as `x.add(1).sum()`: the way of most tutorials. tfjs-core leaves it to
 * `@tensorflow/tfjs`, 190 MB with the backends for browsers that it brings.
 */
export function registerChainedOps(tf: Tf): void {
  const prototype = tf.Tensor.prototype as unknown as Record<string, unknown>
  const ops = tf as unknown as Record<string, (...args: readonly unknown[]) => unknown>
  const methods = new Map<string, (x: Tensor, args: readonly never[]) => unknown>([
    ...chained.map((name) => [name, (x: Tensor, args: readonly never[]) => ops[name]!(x, ...args)] as const),
    ...Object.entries(shorthands(tf)).map(
      ([name, method]) => [name, (x: Tensor, args: readonly never[]) => method.apply(x, [...args])] as const,
    ),
  ])
  for (const [name, method] of methods) {
    prototype[name] ??= function (this: Tensor, ...args: readonly never[]) {
      this.throwIfDisposed()
      return method(this, args)
    }
  }
}

/** Operations whose first argument is the tensor. */
const chained = `abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool batchNorm batchToSpaceND
  broadcastTo cast ceil clipByValue conv1d conv2d conv2dTranspose cos cosh cumprod cumsum depthToSpace depthwiseConv2d
  dilation2d div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 fft floor floorDiv gather greater
  greaterEqual ifft irfft isFinite isInf isNaN leakyRelu less lessEqual localResponseNormalization log log1p logSigmoid
  logSoftmax logSumExp logicalAnd logicalNot logicalOr logicalXor matMul max maxPool maximum mean min minimum mirrorPad
  mod mul neg norm notEqual oneHot onesLike pad pool pow prelu prod reciprocal relu relu6 reshape resizeBilinear
  resizeNearestNeighbor reverse rfft round rsqrt selu separableConv2d sigmoid sign sin sinh slice softmax softplus
  spaceToBatchND split sqrt square squaredDifference squeeze step stridedSlice sub sum tan tanh tile topk transpose unique
  unsortedSegmentSum unstack zerosLike`.split(/\s+/)

/** What is another operation, or that operation with other arguments. */
function shorthands(tf: Tf): Readonly<Record<string, (this: Tensor, ...args: never[]) => unknown>> {
  const others = (x: Tensor | readonly Tensor[]) => (x instanceof tf.Tensor ? [x] : x)
  return {
    asScalar() {
      if (this.size !== 1) throw new Error(`asScalar: a tensor of one element has to be given, not of ${this.size}`)
      return tf.reshape(this, [])
    },
    as1D() {
      return tf.reshape(this, [this.size])
    },
    as2D(...shape: [number, number]) {
      return tf.reshape(this, shape)
    },
    as3D(...shape: [number, number, number]) {
      return tf.reshape(this, shape)
    },
    as4D(...shape: [number, number, number, number]) {
      return tf.reshape(this, shape)
    },
    as5D(...shape: [number, number, number, number, number]) {
      return tf.reshape(this, shape)
    },
    flatten() {
      return tf.reshape(this, [this.size])
    },
    reshapeAs(x: Tensor) {
      return tf.reshape(this, x.shape)
    },
    asType(type: Tensor['dtype']) {
      return tf.cast(this, type)
    },
    toBool() {
      return tf.cast(this, 'bool')
    },
    toFloat() {
      return tf.cast(this, 'float32')
    },
    toInt() {
      return tf.cast(this, 'int32')
    },
    concat(x: Tensor | readonly Tensor[], axis?: number) {
      return tf.concat([this, ...others(x)], axis)
    },
    stack(x: Tensor | readonly Tensor[], axis?: number) {
      return tf.stack([this, ...others(x)], axis)
    },
    where(condition: Tensor, x: Tensor) {
      return tf.where(condition, this, x)
    },
  }
}
