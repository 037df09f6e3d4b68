import { constants } from 'node:fs'
import { access, open, stat, statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { CheckedEngine } from '../check/checked-engine.js'
import { listGpus } from '../gpus/list-gpus.js'
import { requirePackage } from '../require-package.js'
import { tensorflowBinding } from '../tensorflow-binding.js'
import { binaryPlatform } from './binary-platform.js'
import { cpuQuota } from './cpu-quota.js'
import type { Binding, Disk, MachineFacts, OptionalPackage } from './machine-facts.js'

/** What others have found out, or decide. */
export interface GivenFacts {
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
