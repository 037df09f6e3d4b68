import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Sweep } from './sweep.js'

/** One execution of a sweep. */
export interface Run extends NewRun {
  readonly name: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** What a run is made from, before the store has named and dated it. */
export interface NewRun {
  /** The name asked for; left out, the store makes one from the sweep's name. */
  readonly name?: string
  readonly sweep: Sweep
  /** The sweep file's text, overrides applied: parsing it again gives `sweep`. */
  readonly sweepText: string
  /** The sweep file as it was named; relative paths in it start from its folder. */
  readonly sweepFile: string
  /** The `key=value` overrides that turned the sweep file into this text; null when a version without them made the run. */
  readonly overrides: readonly string[] | null
  /** What the numbers depend on beside the sweep; kept on resume. */
  readonly conditions: Conditions
  /** Null when a version without it made the run. */
  readonly provenance: Provenance | null
  /**
   * Hash of all that can change a number beside the parameters and the seed: trials with the same key in two runs of the
   * same identity are the same. Null when it is not known, and then nothing is.
   */
  readonly identity: string | null
}

/** What the readings of a run depend on beside its sweep. */
export interface Conditions {
  readonly engine: string
  readonly engineVersion: string
  /** A GPU rounds otherwise than a CPU. */
  readonly device: DeviceKind
  /** Threads that the engine may use for one trial. */
  readonly threads: number
}

/** Where the readings of a run come from: all that may change them beside its sweep and conditions. Plain data. */
export interface Provenance {
  /** The commit of the experiment's repository; null where there is none. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null
  /** SHA-256 over the files of the experiment's code, its own imports included, in hexadecimal digits. */
  readonly code: string
  /** The first 16 digits of the SHA-256 of each of these files, by its path from the experiment's folder. */
  readonly files: Readonly<Record<string, string>>
  /** SHA-256 of each file or folder of data that the sweep names, by its path as written. */
  readonly data: Readonly<Record<string, string>>
  /**
   * Versions by name: sweep, node, the packages of TensorFlow.js and those that the experiment imports; `kernels` is a
   * hash of our own.
   */
  readonly versions: Readonly<Record<string, string>>
  /** Name of the machine, its system and processor. For people: it does not count as a difference. */
  readonly host: { readonly name: string; readonly platform: string; readonly cpu: string }
  /** The differences that `--allow-change` has let pass since the run began, oldest first; left out when there are none. */
  readonly changes?: readonly AllowedChange[]
}

interface AllowedChange {
  /** Milliseconds since 1970. */
  readonly at: number
  /** A line each. */
  readonly differences: readonly string[]
}

/** The process that holds a lease. */
export interface Holder {
  readonly host: string
  readonly pid: number
  /** When the process started, as its system tells it: a number that is given again belongs to another process. */
  readonly started: string
}

/** The process that runs this code. */
export function thisHolder(): Holder {
  return { host: hostname(), pid: process.pid, started: processStart(process.pid) ?? '' }
}

/** Whether a holder is known to be gone: on another host nothing can be known. */
export function isGone(holder: Holder): boolean {
  if (holder.host !== hostname()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const started = processStart(holder.pid)
  return started !== undefined && holder.started !== '' && started !== holder.started
}

/** Start time in clock ticks since boot with the boot's id, where /proc tells it; a zombie counts as gone. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return 'zombie'
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}

/** The one place that knows where things lie in a folder of runs. */
export function runPaths(runsFolder: string, run: string) {
  const folder = join(runsFolder, run)
  return {
    /** Everything of this run. */
    folder,
    /** The sweep as it was run, overrides included. */
    sweepFile: join(folder, 'sweep.yaml'),
    /** What the experiment's repository had beside its commit: at the beginning, or after that many allowed changes. */
    codeDiff: (changes: number) => join(folder, changes === 0 ? 'code.diff' : `code-${changes}.diff`),
    checkpoints: (trialKey: string) => join(folder, 'checkpoints', trialKey),
    artifacts: (trialKey: string) => join(folder, 'artifacts', trialKey),
    /** When the test split was scored for a model of this run, and what it gave. */
    testScores: join(folder, 'test-scores.json'),
    /** The models that `sweep retrain` has kept. */
    models: join(folder, 'models'),
    model: (trialNumber: number) => join(folder, 'models', `trial-${trialNumber}`),
  }
}

/** The database of a folder of runs. */
export function databasePath(runsFolder: string): string {
  return join(runsFolder, 'sweep.db')
}

/** What a host trains on; a GPU is named as in CUDA_VISIBLE_DEVICES, by its number or its UUID. */
export type Device = { readonly kind: 'cpu' } | { readonly kind: 'gpu'; readonly id: string }

export type DeviceKind = Device['kind']
