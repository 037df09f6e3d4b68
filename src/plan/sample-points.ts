import type { Sweep } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import { pointAt } from './space/point-at.js'
import { spaceOf } from './space/space.js'
import { walkGrid } from './space/walk-grid.js'
import { trialsOf } from './trials-of.js'

/**
 * Points by which a whole sweep can be checked when it has too many: the first `count`, those of `include`, and of a grid
 * one point for every value of every parameter that some point has.
 */
export function* samplePoints(sweep: Sweep, count: number): Generator<Params> {
  const { axes, rules, drawn, inclusions, points } = spaceOf(sweep)
  let left = count
  for (const { params, seed } of trialsOf(sweep)) {
    if (seed !== sweep.seeds[0]) continue
    yield params
    if (--left === 0) break
  }
  if (points <= count) return
  yield* inclusions.own
  if (drawn) return
  for (const [i, axis] of axes.entries()) {
    if (axis.choices.kind !== 'rows' || axis.choices.rows.length === 1) continue
    for (const row of axis.choices.rows) {
      const narrowed = axes.with(i, { ...axis, choices: { kind: 'rows', rows: [row] } })
      for (const chosen of walkGrid(narrowed, rules)) {
        // Where its own condition does not hold the value does not stand in the point.
        if (chosen[i]! < 0) continue
        yield pointAt(narrowed, chosen)
        break
      }
    }
  }
}
