import { defaultFaultPolicy } from './fault-policy.js'
import type { Sweep } from './sweep.js'

/** What a sweep file that does not speak of these means: all of a plain grid. */
export const sweepDefaults = {
  method: 'grid',
  runCap: null,
  searchSeed: 0,
  seeds: [0],
  zip: [],
  include: [],
  exclude: [],
  constraints: [],
  faults: defaultFaultPolicy,
  checkpointEvery: 300,
} as const satisfies Partial<Sweep>
