import type { SampleShape } from './layers/layer.js'

/** Sizes that make a built-in model. */
export interface ModelOptions {
  /** Multiplies channels and hidden units. */
  readonly width: number
  /** Probability of a hidden unit to be dropped in training. */
  readonly dropout: number
  readonly classes: number
  /** Of one image: [height, width, channels]. */
  readonly input: SampleShape
}
