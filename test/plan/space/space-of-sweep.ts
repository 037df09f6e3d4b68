import type { Parameter } from '#sweep/core/parameter.js'
import type { Sweep } from '#sweep/core/sweep.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'
import { trialsOf } from '#sweep/plan/trials.js'

/** A sweep of lists, distributions and whatever else is given. */
export function sweepOf(parameters: readonly Parameter[], rest: Partial<Sweep> = {}): Sweep {
  const metric = { name: 'loss', goal: 'minimize' } as const
  return { ...sweepDefaults, name: 's', experiment: 'e', metric, parameters, ...rest }
}

/** The points of a sweep, one for each trial. */
export function pointsOf(sweep: Sweep): readonly Params[] {
  return [...trialsOf(sweep)].map(({ params }) => params)
}
