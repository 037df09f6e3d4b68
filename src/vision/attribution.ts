import { setImmediate as macrotask } from 'node:timers/promises'
import type { Random } from '../core/random.js'
import type { Tf } from '../engine/engine.js'
import { dropTape, type Tensor } from '../nn/tensors.js'

/**
 * How much every pixel of one image has to do with one logit, with its sign: pixels [height, width], 0..1 -> [height,
 * width].
 */
type Attribution = (tf: Tf, logitsOf: LogitsOf, image: ImageToExplain) => Promise<Float32Array>

export interface ImageToExplain {
  /** 0..1, [height, width]. */
  readonly pixels: Float32Array
  readonly height: number
  readonly width: number
  /** The class whose logit is explained. */
  readonly target: number
  /** For the methods that draw noise. */
  readonly random: Random
}

/** A network in evaluation mode: images [batch, height, width, channels], pixels 0..1 -> logits [batch, classes]. */
type LogitsOf = (images: Tensor) => Tensor

/**
 * The gradient of the logit with respect to the pixels.
 *
 * Source: Simonyan, Vedaldi, Zisserman, "Deep Inside Convolutional Networks: Visualising Image Classification Models and
 * Saliency Maps" (2013, arXiv 1312.6034), section 3.
 */
const gradient: Attribution = async (tf, logitsOf, image) => {
  const sum = await sumOfGradients(tf, logitsOf, image, 1, (_, to) => to.set(image.pixels))
  return Float32Array.from(sum)
}

/** Noisy copies of an image: beyond 50 the paper sees little change. */
const copies = 50

/** Standard deviation of the noise as a share of the image's range of grays: the paper finds 10 % to 20 % best. */
const noise = 0.15

/**
 * The mean gradient over copies of the image with Gaussian noise on their pixels: it lets go of how a gradient trembles
 * from one pixel to the next. The noise comes from the stream that is given, so a map is always the same.
 *
 * Source: Smilkov, Thorat, Kim, Viégas, Wattenberg, "SmoothGrad: removing noise by adding noise" (2017, arXiv 1706.03825),
 * section 3.
 */
const smoothGrad: Attribution = async (tf, logitsOf, image) => {
  const { pixels, random } = image
  const deviation = noise * rangeOf(pixels)
  const sum = await sumOfGradients(tf, logitsOf, image, copies, (copy, to) => {
    const draws = random.at(copy)
    for (let i = 0; i < to.length; i++) to[i] = pixels[i]! + deviation * draws.normal()
  })
  return Float32Array.from(sum, (value) => value / copies)
}

function rangeOf(pixels: Float32Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const pixel of pixels) {
    low = Math.min(low, pixel)
    high = Math.max(high, pixel)
  }
  return high - low
}

/** Points between black and the image: the paper takes 20 to 300. */
const steps = 128

/**
 * Every pixel's share in how far the logit is from that of a black image: the pixel times the mean gradient on the
 * straight line from black to the image, taken at the middles of equal steps. The shares add up to that difference
 * (completeness), but for the error of the steps.
 *
 * Source: Sundararajan, Taly, Yan, "Axiomatic Attribution for Deep Networks" (ICML 2017, arXiv 1703.01365), section 3 and
 * equation 3.
 */
const integratedGradients: Attribution = async (tf, logitsOf, image) => {
  const { pixels } = image
  const sum = await sumOfGradients(tf, logitsOf, image, steps, (step, to) => {
    const share = (step + 0.5) / steps
    for (let i = 0; i < to.length; i++) to[i] = share * pixels[i]!
  })
  return Float32Array.from(sum, (value, i) => (pixels[i]! * value) / steps)
}

/** Images in a pass; fixed, because the size of a batch may change the rounding of its results. */
const batchSize = 32

/** Every way to explain an image by the name that the command line gives it. */
export const methods = {
  gradient,
  'smooth-grad': smoothGrad,
  'integrated-gradients': integratedGradients,
} as const satisfies Readonly<Record<string, Attribution>>

export type MethodName = keyof typeof methods

/**
 * The gradients of a logit at so many points near an image, added up in double precision: [height, width]. `fill` writes
 * the pixels of each point.
 */
async function sumOfGradients(
  tf: Tf,
  logitsOf: LogitsOf,
  { height, width, target }: ImageToExplain,
  count: number,
  fill: (point: number, to: Float32Array) => void,
): Promise<Float64Array> {
  const size = height * width
  const sum = new Float64Array(size)
  for (let start = 0; start < count; start += batchSize) {
    const points = Math.min(batchSize, count - start)
    const pixels = new Float32Array(points * size)
    for (let i = 0; i < points; i++) fill(start + i, pixels.subarray(i * size, (i + 1) * size))
    const gradients = tf.tidy(() =>
      logitGradients(tf, logitsOf, tf.tensor4d(pixels, [points, height, width, 1]), target),
    )
    const values = await gradients.data()
    gradients.dispose()
    for (let i = 0; i < values.length; i++) sum[i % size]! += values[i]!
    await macrotask()
  }
  return sum
}

/**
 * The gradients of one logit of every image, before the softmax, with respect to its pixels: images [batch, height,
 * width, channels], one class for all of them -> the shape of the images. An image's logits depend on no other image, so
 * one pass gives the gradients of a whole batch. Call it in `tf.tidy`; when it throws, nothing is left.
 */
function logitGradients(tf: Tf, logitsOf: LogitsOf, images: Tensor, target: number): Tensor {
  try {
    return tf.grad((pixels) => {
      const logits = logitsOf(pixels)
      return tf.sum(tf.slice(logits, [0, target], [logits.shape[0]!, 1]))
    })(images)
  } catch (error) {
    dropTape(tf)
    throw error
  }
}

/**
 * What a person looks at: the absolute values of an attribution as shares of the largest in the whole map, 0..1; all 0
 * where no pixel matters. [height, width] both.
 */
export function saliencyMap(attribution: Float32Array): Float32Array {
  const most = attribution.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  return attribution.map((value) => (most === 0 ? 0 : Math.abs(value) / most))
}
