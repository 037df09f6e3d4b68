import type { Parameter } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Axis } from './axis.js'
import { conditionRule } from './rule.js'

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
