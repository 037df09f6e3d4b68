import { constants } from 'node:fs'
import { access, open, readFile, stat, statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { CheckedEngine } from './check/check.js'
import { type GpuList, listGpus } from './gpus.js'
import { requirePackage, tensorflowBinding } from './packages.js'

/** What others have found out, or decide. */
interface GivenFacts {
  readonly databaseProblem: string | null
  readonly runsFolder: string
  readonly cacheFolder: string
  readonly engines: readonly CheckedEngine[]
}

/** Looks at this machine. Harmless: nothing is written, and no engine is loaded into this process. */
export async function gatherFacts(given: GivenFacts): Promise<MachineFacts> {
  const { engines: range, optionalDependencies } = requirePackage('../../package.json') as Manifest
  const limit = process.constrainedMemory()
  return {
    node: { version: process.versions.node, minimum: range.node.replace('>=', '') },
    databaseProblem: given.databaseProblem,
    memory: {
      total: totalmem(),
      limit: limit > 0 && limit < totalmem() ? limit : null,
      available: process.availableMemory(),
    },
    cores: { count: availableParallelism(), quota: await cpuQuota() },
    disks: [await diskOf('runs', resolve(given.runsFolder)), await diskOf('cache', resolve(given.cacheFolder))],
    gpus: await listGpus(),
    packages: Object.entries(optionalDependencies).map(packageOf),
    binding: await findBinding(),
    engines: given.engines,
  }
}

interface Manifest {
  readonly engines: { readonly node: string }
  readonly optionalDependencies: Readonly<Record<string, string>>
}

/** A folder that does not exist yet will be made in the nearest one above it that does. */
async function diskOf(use: Disk['use'], folder: string): Promise<Disk> {
  let existing = folder
  while (!(await isFolder(existing)) && dirname(existing) !== existing) existing = dirname(existing)
  const { bavail, bsize } = await statfs(existing)
  const writable = await access(existing, constants.W_OK).then(
    () => true,
    () => false,
  )
  return { use, folder, free: bavail * bsize, writable }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function packageOf([name, wanted]: readonly [string, string]): OptionalPackage {
  try {
    const { version } = requirePackage(`${name}/package.json`) as { version: string }
    return { name, wanted, installed: version }
  } catch {
    return { name, wanted, installed: null }
  }
}

async function findBinding(): Promise<Binding | null> {
  const file = tensorflowBinding()?.path
  if (file === undefined) return null
  try {
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(1024), 0, 1024, 0)
      const builtFor = binaryPlatform(buffer.subarray(0, bytesRead)) ?? null
      return { file, builtFor, needed: `${process.platform}-${process.arch}` }
    } finally {
      await handle.close()
    }
  } catch {
    // The engine tensorflow says what is missing.
    return null
  }
}

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

/** How many cores the control group of this process may keep busy; null when all, and where there is none to ask. */
async function cpuQuota(): Promise<number | null> {
  const read = (file: string) => readFile(`/sys/fs/cgroup/${file}`, 'utf8').catch(() => '')
  const second = await read('cpu.max')
  return parseCpuQuota(second || `${await read('cpu/cpu.cfs_quota_us')} ${await read('cpu/cpu.cfs_period_us')}`)
}

/** Parses `cpu.max` of cgroup v2, microseconds of work in a period: `150000 100000` is 1.5 cores, `max 100000` is all. */
export function parseCpuQuota(text: string): number | null {
  const [quota, period] = text.trim().split(/\s+/).map(Number)
  return quota !== undefined && period !== undefined && quota > 0 && period > 0 ? quota / period : null
}

/**
 * What a native library was built for, as `linux-x64`, `darwin-arm64` or `win32-x64`, from its first bytes (1024 are
 * enough): ELF, Mach-O and PE, as the specifications of these formats lay out their headers. Undefined for anything else.
 */
export function binaryPlatform(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at16 = (offset: number) => (offset + 2 <= view.byteLength ? view.getUint16(offset, true) : -1)
  const at32 = (offset: number) => (offset + 4 <= view.byteLength ? view.getUint32(offset, true) : -1)
  const named = (platform: string, architecture: string | undefined) => architecture && `${platform}-${architecture}`
  if (at32(0) === 0x464c457f) return named('linux', elfMachines[at16(18)])
  if (at32(0) === 0xfeedfacf) return named('darwin', machTypes[at32(4)])
  if (at16(0) === 0x5a4d && at32(at32(60)) === 0x4550) return named('win32', peMachines[at16(at32(60) + 4)])
  return undefined
}

const elfMachines: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' }
const machTypes: Readonly<Record<number, string>> = { 16777223: 'x64', 16777228: 'arm64' }
const peMachines: Readonly<Record<number, string>> = { 34404: 'x64', 43620: 'arm64' }
