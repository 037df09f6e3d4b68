/** A figure with five significant digits: more than can be seen, and a picture stays small. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5))
}
