import type { Attribution } from './attribution.js'
import { sumOfGradients } from './sum-of-gradients.js'

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
export const smoothGrad: Attribution = async (tf, logitsOf, image) => {
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
