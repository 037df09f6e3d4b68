import type { Json } from '../../core/json.js'
import type { Spec } from '../pictures/picture.js'

/**
 * Specifications without their data, and the data once: views of one run share most of their columns. `unpackData` of
 * the page puts them together again.
 */
export interface PackedData {
  readonly specs: readonly Spec[]
  /** Each a list of [field, place in `columns`]. */
  readonly tables: readonly (readonly (readonly [string, number])[])[]
  readonly columns: readonly Column[]
}

/** The values of a field, row by row; or its different values, and for every row the place of its own. */
export type Column =
  | { readonly values: readonly Json[] }
  | { readonly of: readonly Json[]; readonly rows: readonly number[] }

/**
 * Takes every `values` of a `data` out of the specifications and leaves `{ "packed_table": place }` in its stead. Numbers keep
 * `digits` significant digits, more than a picture shows.
 */
export function packData(specs: readonly Spec[], digits = 6): PackedData {
  const columns = new Map<string, { readonly place: number; readonly column: Column }>()
  const tables = new Map<string, { readonly place: number; readonly table: readonly (readonly [string, number])[] }>()

  const columnOf = (values: readonly Json[]): number => {
    const column = packColumn(values.map((value) => rounded(value, digits)))
    const key = JSON.stringify(column)
    const known = columns.get(key) ?? { place: columns.size, column }
    columns.set(key, known)
    return known.place
  }
  const tableOf = (rows: readonly Row[]): number => {
    const table = fieldsOf(rows).map((field) => [field, columnOf(rows.map((row) => row[field]!))] as const)
    const key = JSON.stringify(table)
    const known = tables.get(key) ?? { place: tables.size, table }
    tables.set(key, known)
    return known.place
  }
  const pack = (value: Json): Json => {
    if (isList(value)) return value.map(pack)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (name === 'data' && isTabular(inner)) {
          const { values, ...rest } = inner
          return [name, { ...rest, packed_table: tableOf(values) }]
        }
        return [name, pack(inner)]
      }),
    )
  }

  return {
    specs: specs.map((spec) => pack(spec) as Spec),
    tables: [...tables.values()].map(({ table }) => table),
    columns: [...columns.values()].map(({ column }) => column),
  }
}

type Row = { readonly [field: string]: Json }

/** Rows with the same fields in any order: what is not like this, as a list of bare numbers, stays where it is. */
function isTabular(data: Json): data is { readonly values: readonly Row[] } {
  if (typeof data !== 'object' || data === null || isList(data)) return false
  const { values } = data as { readonly values?: Json }
  if (values === undefined || !isList(values) || values.length < 2) return false
  if (!values.every((row) => typeof row === 'object' && row !== null && !isList(row))) return false
  const fields = fieldsOf(values as readonly Row[])
  return fields.length > 0 && values.every((row) => fields.every((field) => Object.hasOwn(row as Row, field)))
}

function fieldsOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))]
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function packColumn(values: readonly Json[]): Column {
  const places = new Map<string, number>()
  const rows = values.map((value) => {
    const text = JSON.stringify(value)
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  })
  return places.size * 2 > values.length ? { values } : { of: [...places.keys()].map((text) => JSON.parse(text)), rows }
}

/** Whole numbers, which may be times, stay whole. */
function rounded(value: Json, digits: number): Json {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value
}
