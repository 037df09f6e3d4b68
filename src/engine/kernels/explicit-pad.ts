/** Rows before and after, columns before and after, as a convolution's `pad`. */
export function explicitPad(
  rows: readonly [number, number],
  columns: readonly [number, number],
): readonly (readonly [number, number])[] {
  return [[0, 0], rows, columns, [0, 0]]
}
