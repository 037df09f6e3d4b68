// Tensors have operations as methods: for whoever compiles against this package, too.
/// <reference types="@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js" preserve="true" />
import type * as core from '@tensorflow/tfjs-core'
import type * as layers from '@tensorflow/tfjs-layers'
import { SweepError } from '../core/errors.js'
import type { DeviceKind } from '../core/run.js'

/** A TensorFlow.js backend that is loaded in this thread and ready to train. */
export interface Engine {
  readonly name: EngineName
  /** Of everything that its numbers depend on: the packages, and libtensorflow where it computes. */
  readonly version: string
  /** What it computes on, in words. */
  readonly device: string
  readonly deviceKind: DeviceKind
  readonly tf: Tf
  /** Watches what is made on it from now on; the answer disposes of what is left. */
  watchTensors(): () => void
}

/** What a backend tells of itself once it is loaded. */
export type EngineDetails = Pick<Engine, 'version' | 'device' | 'deviceKind'>

/** A TensorFlow.js backend ready to train, best first: the order in which `auto` looks. */
export const engineNames = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const

export type EngineName = (typeof engineNames)[number]

/** An engine cannot be used on this machine as it is. */
export class EngineError extends SweepError {
  override readonly name = 'EngineError'
}

/** The TensorFlow.js namespace that experiments train with: tfjs-core and tfjs-layers in one. */
export type Tf = typeof core & Omit<typeof layers, keyof typeof core>

/** A tensor of the engine. */
export type Tensor = InstanceType<Tf['Tensor']>
