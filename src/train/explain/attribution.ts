import type { Random } from '../../core/random.js'
import type { Tf } from '../../engine/tf.js'
import type { LogitsOf } from './logits-of.js'

/**
 * How much every pixel of one image has to do with one logit, with its sign: pixels [height, width], 0..1 -> [height,
 * width].
 */
export type Attribution = (tf: Tf, logitsOf: LogitsOf, image: ImageToExplain) => Promise<Float32Array>

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
