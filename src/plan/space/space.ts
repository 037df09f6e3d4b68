import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'
import { axesOf } from './axes-of.js'
import type { Axis } from './axis.js'
import { countGrid } from './count-grid.js'
import { type DrawnPoints, drawPoints } from './draw-points.js'
import { type Inclusions, inclusionsOf } from './inclusions.js'
import { pointAt } from './point-at.js'
import { constraintRule, excludeRule, type Rule } from './rule.js'
import { walkGrid } from './walk-grid.js'

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
