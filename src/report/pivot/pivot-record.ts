import type { Pivot } from '../../analyze/figures/pivot.js'

/**
 * A pivot as data for JSON: `{by: [names], cells: [{values, trials, mean, interval: {low, high, level, kind}}]}`, without the
 * cells that no complete trial is in. A value that trials do not have is left out of `values`, a map by name.
 */
export function pivotRecord({ by, rows, columns, cells }: Pivot) {
  const found = rows.flatMap((row, r) =>
    columns.flatMap((column, c) => {
      const cell = cells[r]![c]!
      const [first, second] = by
      const values = { [first]: row, ...(second !== undefined && { [second]: column }) }
      return cell === null ? [] : [{ values, ...cell }]
    }),
  )
  return { by, cells: found }
}
