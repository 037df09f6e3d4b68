/** A number with so many significant digits, without an exponent where it reads well: 0.0123, 0, 1234.5, 1.2e-7. */
export function roundText(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits))
  return Math.abs(rounded) >= 1e-4 || rounded === 0 ? String(rounded) : rounded.toExponential()
}
