import type { Attribution } from './attribution.js'
import { sumOfGradients } from './sum-of-gradients.js'

/**
 * The gradient of the logit with respect to the pixels.
 *
 * Source: Simonyan, Vedaldi, Zisserman, "Deep Inside Convolutional Networks: Visualising Image Classification Models and
 * Saliency Maps" (2013, arXiv 1312.6034), section 3.
 */
export const gradient: Attribution = async (tf, logitsOf, image) => {
  const sum = await sumOfGradients(tf, logitsOf, image, 1, (_, to) => to.set(image.pixels))
  return Float32Array.from(sum)
}
