import type { Axis } from './axis.js'
import { rulesByAxis } from './count-grid.js'
import { emptyPoint } from './empty-point.js'
import type { Rule } from './rule.js'

/**
 * Goes through the points of a grid that keep all rules, the last axis fastest, in constant memory. What it yields is one
 * array that it goes on using: for every axis the number of the row that is chosen, or -1 where its condition does not hold.
 */
export function* walkGrid(axes: readonly Axis[], rules: readonly Rule[]): Generator<Int32Array> {
  const rows = axes.map(({ choices }) => (choices.kind === 'rows' ? choices.rows : []))
  const rulesAt = rulesByAxis(axes, rules)
  const point = emptyPoint(axes)
  const chosen = new Int32Array(axes.length).fill(unset)

  for (let i = 0; i >= 0; ) {
    if (i === axes.length) {
      yield chosen
      i--
      continue
    }
    const { names, when } = axes[i]!
    const last = chosen[i]!
    const skipped = last === unset && when !== undefined && !when.holds(point)
    const row = last === unset ? (skipped ? absent : 0) : last + 1
    // After an absence there is nothing more to try.
    if (last === absent || row === rows[i]!.length) {
      chosen[i--] = unset
      for (const name of names) point[name] = undefined
      continue
    }
    chosen[i] = row
    if (row !== absent) for (let j = 0; j < names.length; j++) point[names[j]!] = rows[i]![row]![j]!
    if (rulesAt[i]!.every((rule) => rule.holds(point))) i++
  }
}

const unset = -2
const absent = -1
