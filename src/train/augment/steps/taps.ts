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

/** Room for the taps of any input of up to `longest` pixels resized to `size`. */
export function createTaps(longest: number, size: number): Taps {
  const most = 2 * Math.ceil(Math.max(1, longest / size)) + 1
  return { first: new Int32Array(size), count: new Int32Array(size), weights: new Int32Array(size * most), most }
}
