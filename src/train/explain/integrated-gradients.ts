import type { Attribution } from './attribution.js'
import { sumOfGradients } from './sum-of-gradients.js'

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
export const integratedGradients: Attribution = async (tf, logitsOf, image) => {
  const { pixels } = image
  const sum = await sumOfGradients(tf, logitsOf, image, steps, (step, to) => {
    const share = (step + 0.5) / steps
    for (let i = 0; i < to.length; i++) to[i] = share * pixels[i]!
  })
  return Float32Array.from(sum, (value, i) => (pixels[i]! * value) / steps)
}
