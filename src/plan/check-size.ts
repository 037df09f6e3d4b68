import type { Sweep } from '../core/sweep.js'
import { countTrials } from './count-trials.js'
import { planErrorAt } from './plan-error-at.js'
import type { SweepFile } from './sweep-file.js'

/** Throws PlanError for a sweep with more trials than there are exact integers to number them. */
export function checkSize(sweep: Sweep, where: Pick<SweepFile, 'file' | 'positions'>): void {
  if (sweep.method !== 'grid' || Number.isSafeInteger(mostTrials(sweep))) return
  const trials = countTrials(sweep)
  if (Number.isSafeInteger(trials)) return
  const problem = `${trials.toPrecision(3)} trials are more than can be numbered`
  throw planErrorAt(where, 'parameters', problem, 'Search fewer parameters, or fewer values of each')
}

/** Those of the grid without any rule: known without going through it. */
function mostTrials({ parameters, seeds }: Sweep): number {
  const lengths = parameters.map((parameter) => ('values' in parameter ? parameter.values.length : 1))
  return lengths.reduce((product, length) => product * length, seeds.length)
}
