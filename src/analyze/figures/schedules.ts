import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import type { Params } from '../../core/trial.js'

/** A point of a sweep, defaults filled in, with its learning rates. */
interface PointRates {
  readonly params: Params
  readonly rates: readonly number[]
  readonly note: string | undefined
}

/**
 * One group for all points whose rates are the same, in the order of the first of each. It is described by the parameters
 * that do not take all of their values in it; where such lists of values would fit points of other groups too, by its
 * first point alone.
 */
export function groupSchedules(points: readonly PointRates[], parameters: readonly string[]): readonly ScheduleGroup[] {
  const keyed = points.map((point) => ({ point, keys: parameters.map((name) => canonicalJson(valueAt(point, name))) }))
  const groups = new Map<string, Keyed[]>()
  for (const each of keyed) {
    const key = JSON.stringify([each.point.rates, each.point.note])
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  const all = parameters.map((_, i) => keysOf(keyed, i).size)
  const searched = parameters.map((_, i) => i).filter((i) => all[i]! > 1)

  return [...groups.values()].map((members) => {
    const { rates, note } = members[0]!.point
    const told = searched.filter((i) => keysOf(members, i).size < all[i]!)
    const sets = told.map((i) => keysOf(members, i))
    const fitting = keyed.filter(({ keys }) => sets.every((set, k) => set.has(keys[told[k]!]!)))
    const [shown, of] = fitting.length === members.length ? [told, members] : [searched, members.slice(0, 1)]
    const where = shown.map((i) => [parameters[i]!, [...valuesOf(of, parameters[i]!, i)]] as const)
    return { rates, note, where: Object.fromEntries(where), others: of === members ? 0 : members.length - 1 }
  })
}

interface Keyed {
  readonly point: PointRates
  /** The value of every parameter as canonical JSON. */
  readonly keys: readonly string[]
}

/** A point that has no value takes null. */
function valueAt({ params }: PointRates, name: string): Json {
  return params[name] ?? null
}

function keysOf(points: readonly Keyed[], parameter: number): ReadonlySet<string> {
  return new Set(points.map(({ keys }) => keys[parameter]!))
}

function valuesOf(points: readonly Keyed[], name: string, parameter: number): Iterable<Json> {
  return new Map(points.map(({ point, keys }) => [keys[parameter]!, valueAt(point, name)])).values()
}

/** Trials of a sweep whose learning rates are the same. */
export interface ScheduleGroup {
  /** The learning rate at the start of every epoch. */
  readonly rates: readonly number[]
  /** What was taken for granted to tell the rates. */
  readonly note: string | undefined
  /** What tells these trials from those of other groups: parameters with the values that they take here. */
  readonly where: Readonly<Record<string, readonly Json[]>>
  /** Points that are here as well though `where` does not describe them; 0 where lists of values can tell them all. */
  readonly others: number
}
