import type { DeviceKind } from '../core/run.js'
import type { EngineName } from './engine-name.js'
import type { EngineOrigin } from './engine-origin.js'

/** What is known of an engine on this machine. Plain data. */
export type EngineStatus =
  | AvailableEngine
  | { readonly name: EngineName; readonly available: false; readonly reason: string }

/** An engine that works on this machine. */
export interface AvailableEngine {
  readonly name: EngineName
  readonly available: true
  /** As `Engine.version`. */
  readonly version: string
  readonly device: string
  readonly deviceKind: DeviceKind
  readonly origin: EngineOrigin
}
