import type { InstallationName } from './installation.js'
import type { Wheel } from './wheel.js'

/** What an installation will do, decided before anything is done. Plain data. */
export interface InstallPlan extends InstallationName {
  /** TensorFlow's wheel first. */
  readonly wheels: readonly PlannedWheel[]
  readonly cache: string
  /** Where the engine will lie. */
  readonly folder: string
  /** Bytes that the installed engine takes; a guess on the safe side where its wheels could not be measured. */
  readonly installedBytes: number
  /** Free bytes that the installation needs while it runs. */
  readonly neededBytes: number
}

export type PlannedWheel =
  | (Wheel & { readonly from: 'pip' })
  /** `verified` tells whether its hash is one that we have recorded. */
  | (Wheel & { readonly from: 'file'; readonly path: string; readonly verified: boolean })
