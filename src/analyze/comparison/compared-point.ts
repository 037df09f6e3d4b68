import type { Profile } from './profile.js'
import type { SeedSpread } from './seed-spread.js'

/** What is known of a point when it is compared with another. */
export interface ComparedPoint {
  readonly mean: number
  readonly seeds: number
  readonly spread: SeedSpread | null
  readonly profile: Profile | null
}
