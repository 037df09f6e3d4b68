import type { Sweep } from '../core/sweep.js'
import { countTrials } from './count-trials.js'
import { planErrorAt } from './plan-error-at.js'
import type { SweepFile } from './sweep-file.js'

/** Throws PlanError for a sweep with more trials than there are exact integers to number them. */
export function checkSize(sweep: Sweep, where: Pick<SweepFile, 'file' | 'positions'>): void {
  const trials = sweep.runCap === null ? countTrials(sweep) : sweep.runCap * sweep.seeds.length
  if (Number.isSafeInteger(trials)) return
  const problem = `${trials.toPrecision(3)} trials are more than can be numbered`
  throw planErrorAt(where, 'parameters', problem, 'Search fewer parameters, or fewer values of each')
}
