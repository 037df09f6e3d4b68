import type { Sweep } from '../core/sweep.js'
import type { Trial } from '../core/trial.js'
import { countTrials } from './count-trials.js'
import { trialAt } from './trial-at.js'

/** All trials of a sweep in the order of their numbers, each made when it is asked for: constant memory. */
export function* trialsOf(sweep: Sweep): Generator<Trial> {
  const count = countTrials(sweep)
  for (let number = 1; number <= count; number++) yield trialAt(sweep, number)
}
