import type { DeviceKind } from '../../core/run.js'
import type { EngineName } from '../engine-name.js'
import type { Difference } from './compare-numbers.js'

/** How an engine did when it was checked. Plain data. */
export type CheckedEngine =
  | (Found & { readonly result: 'ok'; readonly stepsPerSecond: number | null })
  | (Found & { readonly result: 'wrong'; readonly differences: readonly Difference[] })
  /** It is there, but an operation throws or its process dies. */
  | { readonly name: EngineName; readonly result: 'broken'; readonly reason: string }
  /** It is not there, or not usable on this machine. */
  | { readonly name: EngineName; readonly result: 'absent'; readonly reason: string }

interface Found {
  readonly name: EngineName
  readonly version: string
  readonly device: string
  readonly deviceKind: DeviceKind
}
