import { UsageError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import type { Params } from '../../core/trial.js'
import { type Axis, emptyPoint, type Rule } from './axes.js'

/**
 * How many points a grid has that keep all rules. Axes that no rule and no condition joins are not gone through but
 * multiplied. Throws UsageError when those that are joined have too many combinations to go through.
 */
export function countGrid(axes: readonly Axis[], rules: readonly Rule[]): number {
  return partsOf(axes, rules).reduce((product, part) => product * countPart(part.axes, part.rules), 1)
}

interface Part {
  readonly axes: readonly Axis[]
  readonly rules: readonly Rule[]
}

/** The axes as groups that no rule joins. */
function partsOf(axes: readonly Axis[], rules: readonly Rule[]): readonly Part[] {
  const groups = new Map(axes.map((axis) => [axis, new Set([axis])]))
  const axisOfName = new Map(axes.flatMap((axis) => axis.names.map((name) => [name, axis] as const)))
  const join = (names: readonly string[]) => {
    const members = new Set(
      names.flatMap((name) => {
        const axis = axisOfName.get(name)
        return axis ? [...groups.get(axis)!] : []
      }),
    )
    for (const axis of members) groups.set(axis, members)
  }
  for (const { names, when } of axes) if (when) join([...names, ...when.names])
  for (const { names } of rules) join(names)
  return [...new Set(groups.values())].map((members) => ({
    axes: axes.filter((axis) => members.has(axis)),
    rules: rules.filter(({ names }) => names.some((name) => members.has(axisOfName.get(name)!))),
  }))
}

const mostVisits = 20_000_000

function countPart(axes: readonly Axis[], rules: readonly Rule[]): number {
  const point = emptyPoint(axes)
  const rulesAt = rulesByAxis(axes, rules)
  // From here on nothing is asked any more, so that the rest is a product.
  const free = axes.map((_, i) => axes.slice(i).every((axis, j) => !axis.when && rulesAt[i + j]!.length === 0))
  const rest = axes.map((_, i) => axes.slice(i).reduce((product, axis) => product * rowsOf(axis).length, 1))
  let visits = 0

  const countFrom = (i: number): number => {
    if (i === axes.length) return 1
    if (free[i]) return rest[i]!
    const { names, when } = axes[i]!
    const keeps = () => rulesAt[i]!.every((rule) => rule.holds(point))
    if (when && !when.holds(point)) return keeps() ? countFrom(i + 1) : 0
    let count = 0
    for (const row of rowsOf(axes[i]!)) {
      if (++visits > mostVisits) throw tooMany(axes)
      for (let j = 0; j < names.length; j++) point[names[j]!] = row[j]!
      if (keeps()) count += countFrom(i + 1)
    }
    for (const name of names) point[name] = undefined
    return count
  }
  return countFrom(0)
}

/** For every axis the rules that can be asked once it is chosen, and not before. */
function rulesByAxis(axes: readonly Axis[], rules: readonly Rule[]): readonly (readonly Rule[])[] {
  const placeOf = new Map(axes.flatMap(({ names }, i) => names.map((name) => [name, i] as const)))
  return axes.map((_, i) =>
    rules.filter(({ names }) => Math.max(0, ...names.map((name) => placeOf.get(name) ?? 0)) === i),
  )
}

function rowsOf({ choices, names }: Axis): readonly (readonly Json[])[] {
  if (choices.kind === 'rows') return choices.rows
  throw new Error(`${names.join(', ')} is drawn and has no list of values`)
}

function tooMany(axes: readonly Axis[]): UsageError {
  const names = axes.flatMap((axis) => axis.names).join(', ')
  return new UsageError(
    `the rules of the sweep join ${names}, whose combinations are more than can be gone through one by one. ` +
      'Search fewer values of these, or write rules that join fewer parameters',
  )
}

/** The parameters of the point at which walkGrid stands, in the order of the axes. */
export function pointAt(axes: readonly Axis[], chosen: Int32Array): Params {
  const point: Record<string, Json> = {}
  for (const [i, { names, choices }] of axes.entries()) {
    if (choices.kind !== 'rows' || chosen[i]! < 0) continue
    for (const [column, name] of names.entries()) point[name] = choices.rows[chosen[i]!]![column]!
  }
  return point
}

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
