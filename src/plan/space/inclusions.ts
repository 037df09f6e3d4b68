import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import { isFixed } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import type { Axis, Rule } from './axes.js'
import { countGrid } from './grid.js'

/** What `include` adds. */
export interface Inclusions {
  /** Points of their own, after all others. */
  readonly own: readonly Params[]
  /** A point with what the entries add to it. */
  extend(point: Params): Params
  readonly extends: boolean
}

/**
 * As in a matrix of GitHub Actions: an entry adds its new parameters to every point that has the values which it gives for
 * the others; one that fits no point is a point of its own, completed by the fixed parameters. Neither is asked for
 * `exclude` and constraints, as it was named on purpose. An entry that brings nothing new to a point changes nothing.
 * `listed` gives the points where they are not all of the grid.
 */
export function inclusionsOf(
  sweep: Sweep,
  axes: readonly Axis[],
  rules: readonly Rule[],
  listed: (() => Iterable<Params>) | null,
): Inclusions {
  const original = new Set(sweep.parameters.map(({ name }) => name))
  const entries = sweep.include.map((entry) => ({
    entry,
    given: Object.entries(entry).filter(([name]) => original.has(name)),
    added: Object.entries(entry).filter(([name]) => !original.has(name)),
  }))
  const fits = ({ given }: { given: readonly [string, Json][] }) =>
    listed === null ? gridHas(axes, rules, given) : oneHas(listed(), given)

  const fixed = fixedOf(sweep)
  const own = new Map<string, Params>()
  for (const each of entries) {
    if (fits(each)) continue
    const point = { ...fixed, ...each.entry }
    own.set(canonicalJson(point), point)
  }
  const additions = entries.filter((each) => each.added.length > 0 && fits(each))
  return {
    own: [...own.values()],
    extends: additions.length > 0,
    extend(point) {
      const extended: Record<string, Json> = { ...point }
      for (const { given, added } of additions) {
        if (given.every(([name, value]) => name in point && canonicalJson(point[name]!) === canonicalJson(value))) {
          Object.assign(extended, Object.fromEntries(added))
        }
      }
      return extended
    },
  }
}

function gridHas(axes: readonly Axis[], rules: readonly Rule[], given: readonly [string, Json][]): boolean {
  const wanted = new Map(given.map(([name, value]) => [name, canonicalJson(value)]))
  const narrowed = axes.map((axis): Axis => {
    if (axis.choices.kind === 'drawn') return axis
    const rows = axis.choices.rows.filter((row) =>
      axis.names.every((name, i) => !wanted.has(name) || wanted.get(name) === canonicalJson(row[i]!)),
    )
    return { ...axis, choices: { kind: 'rows', rows } }
  })
  // A parameter that is absent has no value that would fit.
  const present: Rule = {
    text: 'include',
    names: given.map(([name]) => name),
    holds: (point) => given.every(([name]) => point[name] !== undefined),
  }
  return countGrid(narrowed, given.length === 0 ? rules : [...rules, present]) > 0
}

function oneHas(points: Iterable<Params>, given: readonly [string, Json][]): boolean {
  for (const point of points) {
    const fits = given.every(([name, value]) => Object.hasOwn(point, name) && same(point[name]!, value))
    if (fits) return true
  }
  return false
}

function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

function fixedOf({ parameters }: Sweep): Params {
  return Object.fromEntries(parameters.filter(isFixed).map(({ name, values }) => [name, values[0]]))
}
