import { accessSync, existsSync, constants as permissions } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { bytesText } from '../../core/texts.js'
import { findTensorflowPackage, tensorflowPackage, tensorflowVersions } from '../packages.js'
import { findNodeGyp } from './binding.js'
import { runCommand } from './command.js'
import { glibcVersion } from './installation.js'
import type { InstallPlan } from './wheel.js'

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

/** Something that an installation needs and does not find. */
interface MissingTool {
  readonly what: string
  /** What to do about it; a command where there is one. */
  readonly fix: string
}

/** What is missing, a line each with the remedy below it. */
export function missingText(missing: readonly MissingTool[]): string {
  const lines = missing.flatMap(({ what, fix }) => [`- ${what}`, `    ${fix}`])
  return ['The engine "tensorflow" cannot be installed yet; nothing was fetched:', ...lines].join('\n')
}

type SystemPackage = 'python' | 'pip' | 'make' | 'compiler'

/** The command that installs a tool with this system's own package manager. */
function installCommand(tool: SystemPackage): string {
  if (process.platform === 'darwin') return 'xcode-select --install'
  const { command, names } = managers.find(({ program }) => isInPath(program)) ?? managers[0]!
  return `${command} ${names[tool]}`
}

const managers: readonly {
  readonly program: string
  readonly command: string
  readonly names: Readonly<Record<SystemPackage, string>>
}[] = [
  {
    program: 'apt-get',
    command: 'sudo apt-get install',
    names: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'g++' },
  },
  {
    program: 'dnf',
    command: 'sudo dnf install',
    names: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'gcc-c++' },
  },
  {
    program: 'pacman',
    command: 'sudo pacman -S',
    names: { python: 'python', pip: 'python-pip', make: 'make', compiler: 'gcc' },
  },
  {
    program: 'zypper',
    command: 'sudo zypper install',
    names: { python: 'python3', pip: 'python3-pip', make: 'make', compiler: 'gcc-c++' },
  },
]

function isInPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), permissions.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** A Python that node-gyp can build with, and the pip that fetches wheels. */
export interface Python {
  readonly command: string
  /** The command that runs pip, or undefined when there is none. */
  readonly pip: readonly [string, ...string[]] | undefined
}

/** The user's Python: what `PYTHON` names, else `python3` or `python` in the path; undefined when none is new enough. */
export async function findPython(): Promise<Python | undefined> {
  for (const command of [process.env.PYTHON, 'python3', 'python']) {
    if (!command) continue
    const tooOld = 'import sys; sys.exit(sys.version_info < (3, 8))'
    if ((await runCommand([command, '-c', tooOld])).code === 0) return { command, pip: await findPip(command) }
  }
  return undefined
}

async function findPip(python: string): Promise<Python['pip']> {
  const candidates: readonly [string, ...string[]][] = [[python, '-m', 'pip'], ['pip3'], ['pip']]
  for (const candidate of candidates) {
    if ((await runCommand([...candidate, '--version'])).code === 0) return candidate
  }
  return undefined
}
