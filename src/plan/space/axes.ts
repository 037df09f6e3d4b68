import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import type { Condition, Distribution, Parameter } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { parseExpression, type Value } from '../expression.js'

/**
 * The axes of a sweep in an order in which every condition comes after the parameters that it names; in that of the file
 * as far as this allows. Throws SpaceCycle for conditions that hang on one another.
 */
export function axesOf({ parameters, zip }: Pick<Sweep, 'parameters' | 'zip'>): readonly Axis[] {
  const axes = new Map<string, Axis>()
  for (const parameter of parameters) {
    if (axes.has(parameter.name)) continue
    const group = zip.find((names) => names.includes(parameter.name)) ?? [parameter.name]
    const axis = axisOf(group.map((name) => parameters.find((each) => each.name === name)!))
    for (const name of group) axes.set(name, axis)
  }
  return ordered(axes)
}

function axisOf(group: readonly Parameter[]): Axis {
  const [first] = group
  const names = group.map(({ name }) => name)
  const when = first!.when && conditionRule(first!.when)
  if (!('values' in first!)) {
    return { names, choices: { kind: 'drawn', distribution: first!.distribution }, when }
  }
  const lists = group.map((parameter) => ('values' in parameter ? parameter.values : []))
  const rows = first!.values.map((_, row) => lists.map((values) => values[row]!))
  return { names, choices: { kind: 'rows', rows }, when }
}

/** Conditions that hang on one another; `names` in turn, the first one again at the end. */
export class SpaceCycle extends Error {
  override readonly name = 'SpaceCycle'
  constructor(readonly names: readonly string[]) {
    super(`the conditions of ${names.join(' -> ')} hang on one another`)
  }
}

function ordered(axes: ReadonlyMap<string, Axis>): readonly Axis[] {
  const done = new Set<Axis>()
  const open: string[] = []
  const visit = (name: string) => {
    const axis = axes.get(name)
    if (!axis || done.has(axis)) return
    if (open.includes(name)) throw new SpaceCycle([...open.slice(open.indexOf(name)), name])
    open.push(name)
    for (const needed of axis.when?.names ?? []) visit(needed)
    open.pop()
    done.add(axis)
  }
  for (const name of axes.keys()) visit(name)
  return [...done]
}

/** One direction of a space: a parameter, or several that move together, with what they can be. */
export interface Axis {
  readonly names: readonly string[]
  readonly choices: Choices
  /** Where it does not hold, the parameter is absent. */
  readonly when: Rule | undefined
}

export type Choices =
  /** One value for each name in every row. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Json[])[] }
  | { readonly kind: 'drawn'; readonly distribution: Distribution }

/** The parameters at a point; undefined for one that is absent. */
type Point = Readonly<Record<string, Value>>

/**
 * A point without parameters, to be filled and emptied again by assignment alone: an object that keeps its shape is read
 * several times as fast as one whose properties come and go.
 */
export function emptyPoint(axes: readonly Axis[]): Record<string, Value> {
  return Object.fromEntries(axes.flatMap(({ names }) => names.map((name) => [name, undefined])))
}

/** Something that holds or does not hold at a point, and can be asked as soon as the parameters that it names are known. */
export interface Rule {
  /** As people know it: `exclude 1`, `when "a < b"`. */
  readonly text: string
  readonly names: readonly string[]
  holds(point: Point): boolean
}

/** The rule of a condition. An expression that hangs on an absent parameter does not hold. */
function conditionRule(condition: Condition): Rule {
  if ('match' in condition) return { ...matching(condition.match), text: JSON.stringify(condition.match) }
  const { names, value } = parseExpression(condition.expression)
  return { text: condition.expression, names, holds: (point) => value(point) === true }
}

/** The rule of a constraint: like a CHECK in SQL it holds where it hangs on an absent parameter. */
export function constraintRule(expression: string): Rule {
  const { names, value } = parseExpression(expression)
  return { text: `when "${expression}"`, names, holds: (point) => value(point) !== false }
}

/** The rule of an entry of `exclude`: it holds for points that differ in one of the values at least. */
export function excludeRule(entry: Params, number: number): Rule {
  const { names, holds } = matching(Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, [value]])))
  return { text: `exclude ${number}`, names, holds: (point) => !holds(point) }
}

function matching(match: Readonly<Record<string, readonly Json[]>>): Pick<Rule, 'names' | 'holds'> {
  const wanted = Object.entries(match).map(([name, values]) => ({ name, isOneOf: oneOf(values) }))
  return {
    names: Object.keys(match),
    holds: (point) =>
      wanted.every(({ name, isOneOf }) => {
        const value = Object.hasOwn(point, name) ? point[name] : undefined
        return value !== undefined && isOneOf(value)
      }),
  }
}

/** Lists and maps are compared by what they hold; all else as it is, which is much faster. */
function oneOf(values: readonly Json[]): (value: Json) => boolean {
  const plain = new Set(values.filter((value) => typeof value !== 'object'))
  const texts = new Set(values.filter((value) => typeof value === 'object').map(canonicalJson))
  return (value) => (typeof value === 'object' ? texts.has(canonicalJson(value)) : plain.has(value))
}
