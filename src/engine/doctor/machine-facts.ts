import type { CheckedEngine } from '../check/checked-engine.js'
import type { GpuList } from '../gpus/list-gpus.js'

/** What is known of this machine, as far as training depends on it. Sizes are in bytes. */
export interface MachineFacts {
  readonly node: { readonly version: string; readonly minimum: string }
  /** Why the database library does not work; null when it does. */
  readonly databaseProblem: string | null
  readonly memory: {
    readonly total: number
    /** What a container may use; null when it may use all. */
    readonly limit: number | null
    /** Free now, the limit considered. */
    readonly available: number
  }
  readonly cores: {
    readonly count: number
    /** How many of them a container may keep busy; null when all. */
    readonly quota: number | null
  }
  readonly disks: readonly Disk[]
  readonly gpus: GpuList
  readonly packages: readonly OptionalPackage[]
  /** The native binding of the engine tensorflow; null when there is no such file. */
  readonly binding: Binding | null
  readonly engines: readonly CheckedEngine[]
}

/** A folder that is written to. */
export interface Disk {
  readonly use: 'runs' | 'cache'
  readonly folder: string
  readonly free: number
  readonly writable: boolean
}

export interface OptionalPackage {
  readonly name: string
  readonly wanted: string
  /** Null when npm has not installed it. */
  readonly installed: string | null
}

export interface Binding {
  readonly file: string
  /** What it was built for, as `linux-x64`; null when it is not a library. */
  readonly builtFor: string | null
  /** What is needed here. */
  readonly needed: string
}
