import type { Sweep } from '../core/sweep.js'
import { spaceOf } from './space/space.js'

/** How many trials a sweep has: its points times its seeds. Exact for every sweep that parseSweep lets pass. */
export function countTrials(sweep: Sweep): number {
  return spaceOf(sweep).points * sweep.seeds.length
}
