import type { Sweep } from '../core/sweep.js'
import { countGrid } from './space/count-grid.js'
import { spaceOf } from './space/space.js'

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
