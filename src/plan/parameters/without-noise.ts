/**
 * A computed number as a person would have written it: 0.30000000000000004 becomes 0.3. A number that is not within
 * rounding of one of at most 9 digits stays as it is.
 */
export function withoutNoise(computed: number): number {
  const rounded = Number(computed.toPrecision(13))
  const digits = rounded.toExponential().replace(/e.*|[-.]/g, '')
  return digits.length <= 9 ? rounded : computed
}
