/** Of tables in a terminal, in characters. */
export const tableMeasures = {
  /** Between two columns. */
  gap: 2,
  /** What a column that shrinks keeps at least. */
  narrowest: 8,
} as const
