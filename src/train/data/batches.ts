/**
 * Cuts an order of samples into batches of `size`; the last may be smaller. A single sample that is left over joins
 * the batch before it: the statistics of one image would disturb batch normalization.
 */
export function batches(order: Uint32Array, size: number): Uint32Array[] {
  const cut: Uint32Array[] = []
  for (let start = 0; start < order.length; ) {
    const end = order.length - start === size + 1 ? order.length : Math.min(start + size, order.length)
    cut.push(order.subarray(start, end))
    start = end
  }
  return cut
}
