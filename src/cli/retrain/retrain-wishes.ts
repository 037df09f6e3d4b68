import type { DeviceWishes } from '../devices/choose-devices.js'

/** What the command line of `sweep retrain` says. */
export interface RetrainWishes extends DeviceWishes {
  /** Number of the trial whose point is trained; left out, the best point. */
  readonly trial?: number
  /** How many seeds. */
  readonly seeds: number
  /** Names of the parameters whose data are joined. */
  readonly combine?: readonly string[]
  readonly epochs?: number
  /** Splits to score once; true for those that the sweep names. */
  readonly test?: readonly string[] | true
  readonly output?: string
  readonly runsDir: string
  /** `key=value`, as written. */
  readonly overrides: readonly string[]
}
