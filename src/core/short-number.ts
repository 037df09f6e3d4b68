/** A parameter's number as people read it: integers in full, others with at most five significant digits, as `0.0012346`. */
export function shortNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(5)))
}
