import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DeviceKind } from '../core/run.js'
import type { EngineName } from './engine.js'
import { requirePackage, tensorflowBinding, tensorflowPackage, tensorflowVersions, webgpuPackages } from './packages.js'

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

/** Where what computes in an engine comes from, in words, and the file or folder. */
interface EngineOrigin {
  readonly from: string
  readonly path: string
}

/** The origin of an engine whose files are there. */
export function engineOrigin(name: EngineName): EngineOrigin {
  if (name === 'tensorflow') return tensorflowBinding()!
  const npmPackage = `@tensorflow/tfjs-backend-${name}`
  return { from: npmPackage, path: dirname(requirePackage.resolve(`${npmPackage}/package.json`)) }
}

/** Which file an engine lacks and what to do, found without loading anything; undefined when all files are there. */
export function missingParts(
  name: EngineName,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  switch (name) {
    case 'tensorflow':
      return missingTensorflow(env)
    case 'webgpu':
      return missingWebgpu()
    case 'wasm':
    case 'cpu':
      return isInstalled(`@tensorflow/tfjs-backend-${name}`)
        ? undefined
        : `Engine "${name}": the package @tensorflow/tfjs-backend-${name} is not installed. Run "npm install" again.`
    default:
      return name satisfies never
  }
}

function missingTensorflow(env: NodeJS.ProcessEnv): string | undefined {
  const binding = tensorflowBinding(env)
  if (binding === undefined) {
    return `Engine "tensorflow": the optional package ${tensorflowPackage} is not installed; npm drops it when its own install script fails. Run "npm install --ignore-scripts ${tensorflowPackage}@${tensorflowVersions.nodePackage}", then "npx sweep engine install".`
  }
  if (existsSync(binding.path)) return undefined
  return binding.from === 'SWEEP_TENSORFLOW_BINDING'
    ? `Engine "tensorflow": SWEEP_TENSORFLOW_BINDING names ${binding.path}, which does not exist. Give the absolute path of a tfjs_binding.node, or unset it.`
    : 'Engine "tensorflow": libtensorflow is not installed. Run "npx sweep engine install".'
}

/** Whether a package, or a file of one, is there; nothing is loaded. */
function isInstalled(name: string): boolean {
  try {
    requirePackage.resolve(name)
    return true
  } catch {
    return false
  }
}

/** What the engine `webgpu` lacks and what to do; undefined when its files are there. */
function missingWebgpu(): string | undefined {
  const absent = Object.values(webgpuPackages).filter((name) => !isInstalled(`${name}/package.json`))
  if (absent.length > 0) {
    return `Engine "webgpu": the optional ${absent.length > 1 ? 'packages' : 'package'} ${absent.join(' and ')} ${absent.length > 1 ? 'are' : 'is'} not installed. Run "npm install" again.`
  }
  const platform = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`
  const folder = dirname(requirePackage.resolve(`${webgpuPackages.dawn}/package.json`))
  return existsSync(join(folder, 'dist', platform, 'dawn.node'))
    ? undefined
    : `Engine "webgpu": the package ${webgpuPackages.dawn} brings no Dawn for ${platform}. Choose another engine.`
}

/** Whether an engine is WebGPU on a driver that computes on the CPU, there for tests. */
export function isWebgpuInSoftware({ name, deviceKind }: Pick<AvailableEngine, 'name' | 'deviceKind'>): boolean {
  return name === 'webgpu' && deviceKind === 'cpu'
}
