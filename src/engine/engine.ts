import type { DeviceKind } from '../core/run.js'
import type { EngineName } from './engine-name.js'
import type { Tf } from './tf.js'

/** A TensorFlow.js backend that is loaded in this thread and ready to train. */
export interface Engine {
  readonly name: EngineName
  /** Of everything that its numbers depend on: the packages, and libtensorflow where it computes. */
  readonly version: string
  /** What it computes on, in words. */
  readonly device: string
  readonly deviceKind: DeviceKind
  readonly tf: Tf
}

/** What a backend tells of itself once it is loaded. */
export type EngineDetails = Pick<Engine, 'version' | 'device' | 'deviceKind'>
