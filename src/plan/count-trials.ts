import { outerValues } from '../core/parameter.js'
import type { Sweep } from '../core/sweep.js'

/** How many trials a sweep has: the points of its grid times its seeds. Exact for every sweep that parseSweep lets pass. */
export function countTrials(sweep: Sweep): number {
  return sweep.parameters.reduce((product, parameter) => product * outerValues(parameter).length, sweep.seeds.length)
}
