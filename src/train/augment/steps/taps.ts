/** For every output pixel of one axis of a resize, which input pixels it is a weighted mean of. */
export interface Taps {
  /** First input pixel, [size]. */
  readonly first: Int32Array
  /** How many input pixels, [size]. */
  readonly count: Int32Array
  /** Weights times 2^22, [size, most]; a pixel's weights sum to about 2^22. */
  readonly weights: Int32Array
  /** Room for one pixel's weights. */
  readonly most: number
}
