import type { Sweep } from '../../core/sweep.js'
import { axesOf } from './axes-of.js'
import type { Axis } from './axis.js'
import { countGrid } from './count-grid.js'
import { type DrawnPoints, drawPoints } from './draw-points.js'
import { type Inclusions, inclusionsOf } from './inclusions.js'
import { constraintRule, excludeRule, type Rule } from './rule.js'

/** What a sweep's points are made of, worked out once. */
export interface Space {
  readonly axes: readonly Axis[]
  /** Entries of `exclude`, then constraints. */
  readonly rules: readonly Rule[]
  /** Null for a grid. */
  readonly drawn: DrawnPoints | null
  readonly inclusions: Inclusions
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
  const ofGrid = drawn ? drawn.count : Math.min(countGrid(axes, rules), sweep.runCap ?? Number.POSITIVE_INFINITY)
  const inclusions = inclusionsOf(sweep, axes, rules, drawn)
  return { axes, rules, drawn, inclusions, points: ofGrid + inclusions.own.length }
}
