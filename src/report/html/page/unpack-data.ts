import type { ChartData, Spec } from './chart-data.js'

/** A specification with its data inside again, as it was before `packData`. */
export function unpackData({ specs, tables, columns }: ChartData, place: number): Spec {
  const rowsOf = (table: number) => {
    const fields = tables[table]!.map(([field, column]) => [field, columns[column]!] as const)
    const first = fields[0]![1]
    const length = 'values' in first ? first.values.length : first.rows.length
    return Array.from({ length }, (_, row) =>
      Object.fromEntries(
        fields.map(([field, column]) => [
          field,
          'values' in column ? column.values[row] : column.of[column.rows[row]!],
        ]),
      ),
    )
  }
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack)
    if (typeof value !== 'object' || value === null) return value
    if ('packed_table' in value) {
      const { packed_table, ...rest } = value
      return { ...rest, values: rowsOf(packed_table as number) }
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]))
  }
  return unpack(specs[place]) as Spec
}
