import type { Parameter } from '../../../dist/core/parameter.js'
import type { Sweep } from '../../../dist/core/sweep.js'
import { sweepDefaults } from '../../../dist/core/sweep-defaults.js'
import type { Params } from '../../../dist/core/trial.js'
import { trialsOf } from '../../../dist/plan/trials-of.js'

/** A sweep of lists, distributions and whatever else is given. */
export function sweepOf(parameters: readonly Parameter[], rest: Partial<Sweep> = {}): Sweep {
  const metric = { name: 'loss', goal: 'minimize' } as const
  return { ...sweepDefaults, name: 's', experiment: 'e', metric, parameters, ...rest }
}

/** The points of a sweep, one for each trial. */
export function pointsOf(sweep: Sweep): readonly Params[] {
  return [...trialsOf(sweep)].map(({ params }) => params)
}
