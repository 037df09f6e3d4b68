/**
 * What a person looks at: the absolute values of an attribution as shares of the largest in the whole map, 0..1; all 0
 * where no pixel matters. [height, width] both.
 */
export function saliencyMap(attribution: Float32Array): Float32Array {
  const most = attribution.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  return attribution.map((value) => (most === 0 ? 0 : Math.abs(value) / most))
}
