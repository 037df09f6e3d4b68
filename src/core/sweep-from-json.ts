import type { Sweep } from './sweep.js'
import { sweepDefaults } from './sweep-defaults.js'

/** A sweep as a store has kept it. What older versions did not know of is filled in. */
export function sweepFromJson(text: string): Sweep {
  return { ...sweepDefaults, ...(JSON.parse(text) as Sweep) }
}
