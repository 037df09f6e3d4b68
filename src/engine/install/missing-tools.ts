import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bytesText } from '../../core/texts.js'
import { findTensorflowPackage, tensorflowPackage } from '../tensorflow-package.js'
import { tensorflowVersions } from '../tensorflow-versions.js'
import { findPython } from './find-python.js'
import type { InstallPlan } from './install-plan.js'
import type { MissingTool } from './missing-tool.js'
import { findNodeGyp } from './node-gyp.js'
import { runCommand } from './run-command.js'
import { installCommand } from './system-packages.js'
import { glibcVersion } from './this-platform.js'

/** What this machine lacks to carry out a plan, found without changing anything or asking the network. */
export async function missingTools(plan: InstallPlan): Promise<readonly MissingTool[]> {
  const groups = await Promise.all([missingPackages(), missingPython(plan), missingCompiler(), missingRoom(plan)])
  return [...missingLibc(plan), ...groups.flat()]
}

function missingPackages(): readonly MissingTool[] {
  const missing: MissingTool[] = []
  const found = findTensorflowPackage()
  const sources = found && existsSync(join(found.folder, 'binding', 'tfjs_binding.cc'))
  if (!sources) {
    missing.push({
      what: `the package ${tensorflowPackage} is not installed, whose binding is to be built (npm drops it when its own install script fails)`,
      fix: `npm install --ignore-scripts ${tensorflowPackage}@${tensorflowVersions.nodePackage}`,
    })
  }
  if (findNodeGyp() === undefined) {
    missing.push({ what: 'the optional package node-gyp is not installed', fix: 'npm install --include=optional' })
  }
  return missing
}

async function missingPython({ wheels }: InstallPlan): Promise<readonly MissingTool[]> {
  const python = await findPython()
  if (python === undefined) {
    return [{ what: 'Python 3.8 or newer is not found in the path', fix: installCommand('python') }]
  }
  const needsPip = wheels.some(({ from }) => from === 'pip')
  if (python.pip !== undefined || !needsPip) return []
  return [{ what: `pip is not found (tried ${python.command} -m pip, pip3, pip)`, fix: installCommand('pip') }]
}

async function missingCompiler(): Promise<readonly MissingTool[]> {
  const compiler = process.env.CXX || (process.platform === 'darwin' ? 'c++' : 'g++')
  const [make, cxx] = await Promise.all([
    runCommand([process.env.MAKE || 'make', '--version']),
    // CXX may hold options too.
    runCommand(['sh', '-c', `${compiler} --version`]),
  ])
  const missing: MissingTool[] = []
  if (make.code !== 0) missing.push({ what: 'make is not found in the path', fix: installCommand('make') })
  if (cxx.code !== 0)
    missing.push({ what: `the C++ compiler ${compiler} is not found`, fix: installCommand('compiler') })
  return missing
}

async function missingRoom({ cache, neededBytes }: InstallPlan): Promise<readonly MissingTool[]> {
  const place = nearestFolder(cache)
  if (/\s/.test(cache)) {
    return [
      { what: `make cannot work in a path with spaces: ${cache}`, fix: 'set SWEEP_CACHE_DIR to a folder without' },
    ]
  }
  try {
    await access(place, constants.W_OK)
  } catch {
    return [{ what: `${place} cannot be written to`, fix: 'set SWEEP_CACHE_DIR to a folder of yours' }]
  }
  const { bavail, bsize } = await statfs(place)
  const free = bavail * bsize
  if (free >= neededBytes) return []
  return [
    {
      what: `${place} has ${bytesText(free)} free, the installation needs ${bytesText(neededBytes)}`,
      fix: 'make room, or set SWEEP_CACHE_DIR to a folder on another disk',
    },
  ]
}

/** Official wheels for Linux are built for glibc 2.27 and newer. */
function missingLibc({ platform }: InstallPlan): readonly MissingTool[] {
  if (!platform.startsWith('linux')) return []
  const version = glibcVersion() ?? '0'
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 2 || (major === 2 && minor >= 27)) return []
  return [{ what: `glibc is ${version}, TensorFlow needs 2.27`, fix: 'use a newer Linux, or the engine "wasm"' }]
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path))
}
