/** A measured number with four significant digits, as a reader compares it: `0.9123`, `12.50`, `1.235e-9`, `123457`. */
export function numberText(value: number): string {
  const whole = Math.abs(value) >= 1e4 && Math.abs(value) < 1e15
  return whole ? String(Math.round(value)) : value.toPrecision(4)
}
