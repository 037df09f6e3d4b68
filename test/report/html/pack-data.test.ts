import { expect, test } from 'vitest'
import { packData } from '#sweep/report/html/packed-data.js'
// The page's own file: what runs in the page is joined into one script.
import { unpackData } from '../../../src/report/html/page/unpack-data.js'

const rows = Array.from({ length: 1000 }, (_, i) => ({ trial: i % 7, name: `point ${i % 3}`, value: i / 3 }))
const other = rows.map((row) => ({ ...row, value: 1 - row.value }))
const specs = [
  { data: { values: rows }, mark: 'line' },
  { layer: [{ data: { values: other, name: 'b' }, mark: 'point' }, { data: { values: [1, 2] } }] },
  { data: { values: rows }, mark: 'bar' },
  { data: { values: [{ a: null }, { a: 'x', b: 1 }] }, params: [{ data: 'hover' }] },
]

test('data is written once and comes back, to six digits', () => {
  const packed = packData(specs)
  expect(packed.tables).toHaveLength(2)
  // Trial and name are shared.
  expect(packed.columns).toHaveLength(4)
  expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(specs).length / 4)
  const unpacked = specs.map((_, place) => unpackData({ ...packed, config: {}, charts: [] }, place))
  expect(unpacked).toEqual(JSON.parse(JSON.stringify(specs, (_, value) => short(value))))
})

function short(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value
}
