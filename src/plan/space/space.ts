import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { type Axis, axesOf, constraintRule, excludeRule, type Rule } from './axes.js'
import { type DrawnPoints, drawPoints } from './drawn-points.js'
import { countGrid, pointAt, walkGrid } from './grid.js'
import { type Inclusions, inclusionsOf } from './inclusions.js'

/** What a sweep's points are made of, worked out once. */
export interface Space {
  readonly axes: readonly Axis[]
  /** Entries of `exclude`, then constraints. */
  readonly rules: readonly Rule[]
  /** Null for a grid. */
  readonly drawn: DrawnPoints | null
  readonly inclusions: Inclusions
  /** How many points of the grid keep all rules; null where points are drawn. */
  readonly gridPoints: number | null
  /** How many points there are, those of `include` among them. */
  readonly points: number
}

/** The space of a sweep that checkSpace has let pass. Throws UsageError for one that cannot be counted. */
export function spaceOf(sweep: Sweep): Space {
  const space = known.get(sweep) ?? makeSpace(sweep)
  known.set(sweep, space)
  return space
}

const known = new WeakMap<Sweep, Space>()

function makeSpace(sweep: Sweep): Space {
  const axes = axesOf(sweep)
  const rules = [
    ...sweep.exclude.map((entry, i) => excludeRule(entry, i + 1)),
    ...sweep.constraints.map(constraintRule),
  ]
  const drawn = sweep.method === 'grid' ? null : drawPoints(sweep, axes, rules)
  const gridPoints = drawn ? null : countGrid(axes, rules)
  const count = drawn ? drawn.count : Math.min(gridPoints!, sweep.runCap ?? Number.POSITIVE_INFINITY)
  const capped = gridPoints !== null && count < gridPoints
  const listed = drawn ? drawn.points : capped ? () => firstPoints(axes, rules, count) : null
  const inclusions = inclusionsOf(sweep, axes, rules, listed)
  return { axes, rules, drawn, gridPoints, inclusions, points: count + inclusions.own.length }
}

function* firstPoints(axes: readonly Axis[], rules: readonly Rule[], count: number): Generator<Params> {
  let left = count
  for (const chosen of walkGrid(axes, rules)) {
    if (left-- === 0) return
    yield pointAt(axes, chosen)
  }
}

/** How many trials a sweep has: its points times its seeds. Exact for every sweep that parseSweep lets pass. */
export function countTrials(sweep: Sweep): number {
  return spaceOf(sweep).points * sweep.seeds.length
}

/** How many trials a sweep has, and what it does not have for which reason. */
export interface PlanCounts {
  readonly points: number
  readonly trials: number
  /** In the order in which the rules are applied, each counted on what the ones before it have left. */
  readonly dropped: readonly { readonly rule: string; readonly points: number }[]
  /** Points that `include` has added. */
  readonly included: number
}

export function planCounts(sweep: Sweep): PlanCounts {
  const { axes, rules, drawn, gridPoints, inclusions, points } = spaceOf(sweep)
  const counts = { points, trials: points * sweep.seeds.length, included: inclusions.own.length }
  if (drawn) return { ...counts, dropped: [...drawn.dropped].map(([rule, number]) => ({ rule, points: number })) }

  const every = axes.reduce((product, { choices }) => product * (choices.kind === 'rows' ? choices.rows.length : 1), 1)
  const steps = [
    { rule: 'equal points, since a parameter is absent', left: countGrid(axes, []) },
    ...rules.map(({ text }, i) => ({
      rule: text,
      left: i === rules.length - 1 ? gridPoints! : countGrid(axes, rules.slice(0, i + 1)),
    })),
  ]
  if (sweep.runCap !== null) {
    const left = steps.at(-1)!.left
    steps.push({ rule: `run_cap ${sweep.runCap}`, left: Math.min(left, sweep.runCap) })
  }
  const dropped = steps.map(({ rule, left }, i) => ({ rule, points: (i === 0 ? every : steps[i - 1]!.left) - left }))
  return { ...counts, dropped: dropped.filter(({ points: number }) => number > 0) }
}
