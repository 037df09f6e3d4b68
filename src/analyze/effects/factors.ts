import { canonicalJson } from '../../core/json.js'
import type { TrialRow } from '../../core/run-data.js'
import type { Params } from '../../core/trial.js'
import { mean, variance } from '../statistics/variance.js'
import type { ParameterEffect } from './effects.js'
import type { Levels } from './levels.js'

/**
 * The factors of a sweep: parameters that move together, as `zip` has it or as it happens to be at all of these points,
 * are one; what has a single level is none. Each value of a list weighs the same; a drawn one as often as it was drawn.
 */
export function factorsOf(columns: readonly Levels[], zip: readonly (readonly string[])[]): readonly Factor[] {
  const moving = columns.filter(({ levels }) => levels.length > 1)
  const groups: Levels[][] = []
  for (const column of moving) {
    const group = groups.find((members) => members.some((member) => moveTogether(member, column, zip)))
    if (group) group.push(column)
    else groups.push([column])
  }
  return groups.map(toFactor)
}

function moveTogether(a: Levels, b: Levels, zip: readonly (readonly string[])[]): boolean {
  if (zip.some((names) => names.includes(a.name) && names.includes(b.name))) return true
  // Values that are drawn are all different, so that they would always seem to move together.
  if (a.drawn || b.drawn || a.levels.length !== b.levels.length) return false
  const partner = new Int32Array(a.levels.length).fill(-1)
  for (let i = 0; i < a.of.length; i++) {
    const [x, y] = [a.of[i]!, b.of[i]!]
    if (x < 0 !== y < 0) return false
    if (x < 0) continue
    if (partner[x] === -1) partner[x] = y
    else if (partner[x] !== y) return false
  }
  return new Set(partner).size === partner.length
}

function toFactor(members: readonly Levels[]): Factor {
  const [first] = members
  const combinations = new Map<string, number>()
  const of = Int32Array.from(first!.of, (_, i) => {
    const levels = members.map((member) => member.of[i]!)
    if (levels.every((level) => level < 0)) return -1
    if (members.length === 1) return levels[0]!
    const key = levels.join()
    if (!combinations.has(key)) combinations.set(key, combinations.size)
    return combinations.get(key)!
  })
  const count = members.length === 1 ? first!.levels.length : combinations.size
  const drawn = members.some((member) => member.drawn)
  return {
    names: members.map(({ name }) => name),
    ordered: members.length === 1 && first!.scale !== 'categories',
    drawn,
    weights: drawn ? frequencies(of, count) : new Float64Array(count).fill(1 / count),
    of,
  }
}

function frequencies(of: Int32Array, count: number): Float64Array {
  const shares = new Float64Array(count)
  const present = of.filter((level) => level >= 0)
  for (const level of present) shares[level]! += 1 / present.length
  return shares
}

/** What a forest can tell apart: a parameter, or several that move together and so count as one. */
export interface Factor {
  readonly names: readonly string[]
  /** Whether its levels lie on a scale; if not, a split may part them in any way. */
  readonly ordered: boolean
  /** Whether a parameter of it comes from a distribution. */
  readonly drawn: boolean
  /** Share of every level in the space over which variances are taken; their sum is 1. */
  readonly weights: Float64Array
  /** The level of every point; -1 where it does not have the parameter. */
  readonly of: Int32Array
}

/** A point with its complete trials, by seed. */
export interface PointMean {
  readonly params: Params
  readonly seeds: readonly number[]
  /** Of the sweep's metric, one for each seed. */
  readonly values: readonly number[]
  readonly mean: number
}

/** The points that have complete trials, in the order of the sweep. */
export function pointMeans(trials: readonly TrialRow[]): readonly PointMean[] {
  const groups = new Map<string, Measured[]>()
  for (const trial of trials) {
    if (!isMeasured(trial)) continue
    const key = canonicalJson(trial.params)
    const group = groups.get(key)
    if (group) group.push(trial)
    else groups.set(key, [trial])
  }
  return [...groups.values()].map((members) => {
    members.sort((a, b) => a.seed - b.seed)
    const values = members.map(({ value }) => value)
    return { params: members[0]!.params, seeds: members.map(({ seed }) => seed), values, mean: mean(values) }
  })
}

type Measured = TrialRow & { readonly value: number }

function isMeasured(row: TrialRow): row is Measured {
  return row.status === 'complete' && row.value !== null && Number.isFinite(row.value)
}

/**
 * Share of the variance between the means of points that seeds alone would make: the pooled variance within points over
 * the number of seeds, over that between points (one-way analysis of variance), at most 1. Null where no point has two
 * seeds, and where points do not differ.
 */
export function seedShare(points: readonly PointMean[]): number | null {
  const repeated = points.filter(({ values }) => values.length > 1)
  const between = variance(points.map((point) => point.mean))
  if (repeated.length === 0 || !(between > 0)) return null
  const degrees = repeated.reduce((sum, { values }) => sum + values.length - 1, 0)
  const squares = repeated.reduce((sum, { values }) => sum + variance(values) * (values.length - 1), 0)
  const noise = (squares / degrees) * mean(points.map(({ values }) => 1 / values.length))
  return Math.min(1, noise / between)
}

/** How far apart the means of a parameter's values lie, in units of the metric. */
export function spread({ values }: ParameterEffect): number {
  const means = values.map(({ mean }) => mean)
  return Math.max(...means) - Math.min(...means)
}
