import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { UsageError } from '../../core/usage-error.js'
import type { Axis, Choices } from './axis.js'
import { countGrid } from './count-grid.js'
import { fromUniform } from './from-uniform.js'
import type { Rule } from './rule.js'
import { type Uniforms, uniformsOf } from './uniforms.js'

/** What was drawn for a sweep. */
export interface DrawnPoints {
  /** Makes the points again, in the order in which they were drawn. */
  points(): Iterable<Params>
  readonly count: number
  /** Points that were drawn and not taken, by the rule that they broke; `duplicate` for those that were there already. */
  readonly dropped: ReadonlyMap<string, number>
}

/**
 * Draws points until there are `runCap` different ones that keep all rules, or all that a finite space has. Throws
 * UsageError when the rules leave so few that they are not found.
 */
export function drawPoints(sweep: Sweep, axes: readonly Axis[], rules: readonly Rule[]): DrawnPoints {
  const { method, searchSeed, runCap } = sweep
  if (method === 'grid' || runCap === null) throw new Error(`a sweep of method ${method} draws no points`)
  const draw = drawer(axes, uniformsOf(method, searchSeed))
  const tries = 10_000 + 100 * runCap
  // A space with more combinations than there are tries cannot be known to be used up, so counting it would be in vain.
  const wanted = combinationsOf(axes) <= tries ? Math.min(runCap, countGrid(axes, rules)) : runCap
  const taken: number[] = []
  const seen = new Set<string>()
  const dropped = new Map<string, number>()
  const drop = (rule: string) => dropped.set(rule, (dropped.get(rule) ?? 0) + 1)

  for (let number = 0; taken.length < wanted; number++) {
    if (number === tries) throw hardlyAny(taken.length, wanted, tries, dropped)
    const point = draw(number)
    const broken = rules.find((rule) => !rule.holds(point))
    const text = canonicalJson(point)
    if (broken) drop(broken.text)
    else if (seen.has(text)) drop('duplicate')
    else {
      seen.add(text)
      taken.push(number)
    }
  }
  return {
    *points() {
      for (const number of taken) yield draw(number)
    },
    count: taken.length,
    dropped,
  }
}

function combinationsOf(axes: readonly Axis[]): number {
  return axes.reduce(
    (n, { choices }) => n * (choices.kind === 'rows' ? choices.rows.length : Number.POSITIVE_INFINITY),
    1,
  )
}

function drawer(axes: readonly Axis[], uniforms: Uniforms): (number: number) => Params {
  const places = axes.map((_, i) => placeAmongSearched(axes, i))
  return (number) => {
    const point: Record<string, Json> = {}
    for (const [i, { names, choices, when }] of axes.entries()) {
      if (when && !when.holds(point)) continue
      const u = () => uniforms({ name: names[0]!, place: places[i]! }, number)
      const row = rowAt(choices, u)
      names.forEach((name, column) => {
        point[name] = row[column]!
      })
    }
    return point
  }
}

function rowAt(choices: Choices, u: () => number): readonly Json[] {
  if (choices.kind === 'drawn') return [fromUniform(choices.distribution, u())]
  const { rows } = choices
  return rows.length === 1 ? rows[0]! : rows[Math.floor(u() * rows.length)]!
}

/** Fixed parameters use up no dimension of a sequence. */
function placeAmongSearched(axes: readonly Axis[], place: number): number {
  return axes.slice(0, place).filter(isSearchedAxis).length
}

export function isSearchedAxis({ choices }: Axis): boolean {
  return choices.kind === 'drawn' || choices.rows.length > 1
}

function hardlyAny(found: number, wanted: number, tries: number, dropped: ReadonlyMap<string, number>): UsageError {
  const [worst] = [...dropped].sort((a, b) => b[1] - a[1])
  return new UsageError(
    `only ${found} of ${wanted} points were found in ${tries} draws; ${worst?.[0]} dropped ${worst?.[1]} of them. ` +
      'Loosen the rule, or lower run_cap',
  )
}
