import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as core from '@tensorflow/tfjs-core'
import type * as layers from '@tensorflow/tfjs-layers'
import type { EngineName, Tf } from './engine.js'
import {
  builds,
  cacheFolder,
  installationFolder,
  installationPaths,
  readManifest,
  thisPlatform,
} from './install/installation.js'

/** The version of sweep itself. */
export function sweepVersion(): string {
  return requirePackage('tfjs-sweep/package.json').version
}

/** The versions of the packages of TensorFlow.js that an experiment computes with, by their names without the scope. */
export function packageVersions(name: EngineName): Readonly<Record<string, string>> {
  // The binding of libtensorflow is part of that engine's own version.
  const names = ['tfjs-core', 'tfjs-layers', ...(name === 'tensorflow' ? [] : [`tfjs-backend-${name}`])]
  return Object.fromEntries(names.map((each) => [each, requirePackage(`@tensorflow/${each}/package.json`).version]))
}

/**
 * Loads packages as CommonJS. All of TensorFlow.js must be loaded this way: its packages require one another, and an
 * `import` could bring in a second copy of tfjs-core, with an engine, kernels and tensors of its own.
 */
export const requirePackage: NodeJS.Require = createRequire(import.meta.url)

/** tfjs-core with all its operations and gradients, and tfjs-layers, as one namespace; no backend yet. */
export function requireTf(): Tf {
  const coreModule: typeof core = requirePackage('@tensorflow/tfjs-core')
  // The only thing that this mode changes is that warnings, among them the banner, are no longer printed.
  coreModule.enableProdMode()
  const layersModule: typeof layers = requirePackage('@tensorflow/tfjs-layers')
  return { ...layersModule, ...coreModule }
}

export const tensorflowPackage = '@tensorflow/tfjs-node-gpu'

/** Folder and version of the package that binds TensorFlow.js to libtensorflow; undefined when npm has not installed it. */
export function findTensorflowPackage(): { readonly folder: string; readonly version: string } | undefined {
  try {
    const file = requirePackage.resolve(`${tensorflowPackage}/package.json`)
    const { version }: { version: string } = requirePackage(file)
    return { folder: dirname(file), version }
  } catch {
    return undefined
  }
}

/** The native binding of the `tensorflow` engine, and how it came to this machine. */
interface TensorflowBinding {
  /** Named by the user, installed by us, or installed inside the npm package by its own script. */
  readonly from: 'SWEEP_TENSORFLOW_BINDING' | 'sweep engine install' | '@tensorflow/tfjs-node-gpu'
  readonly path: string
}

/**
 * The binding to load, in this order: the file that `SWEEP_TENSORFLOW_BINDING` names; what `sweep engine install` has
 * put into the cache folder, for GPUs before CPUs; the place inside the package, which is where its own script puts it.
 * Undefined when the package is not installed. Only of the second is it known that the file exists.
 */
export function tensorflowBinding(env: NodeJS.ProcessEnv = process.env): TensorflowBinding | undefined {
  const found = findTensorflowPackage()
  if (found === undefined) return undefined
  if (env.SWEEP_TENSORFLOW_BINDING) return { from: 'SWEEP_TENSORFLOW_BINDING', path: env.SWEEP_TENSORFLOW_BINDING }
  const name = { tensorflow: tensorflowVersions.tensorflow, nodePackage: found.version, platform: thisPlatform() }
  const installed = builds
    .map((build) => installationFolder(cacheFolder(env), { ...name, build }))
    .find((folder) => readManifest(folder) !== undefined)
  if (installed !== undefined) return { from: 'sweep engine install', path: installationPaths(installed).binding }
  return { from: '@tensorflow/tfjs-node-gpu', path: join(found.folder, 'lib', 'napi-v8', 'tfjs_binding.node') }
}

/** What the engine `tensorflow` is written for: a release of TensorFlow, and of the npm package that binds it. */
export const tensorflowVersions = { tensorflow: '2.21.0', nodePackage: '4.22.0' } as const

/** The optional packages of the engine `webgpu`: the backend of TensorFlow.js, and Dawn for Node. */
export const webgpuPackages = { backend: '@tensorflow/tfjs-backend-webgpu', dawn: 'webgpu' } as const

/** The folders of our own code that computes on an engine in place of its own. */
export function ownKernels(name: EngineName): readonly string[] {
  if (name !== 'wasm' && name !== 'tensorflow') return []
  return [fileURLToPath(new URL(`./kernels/${name}`, import.meta.url))]
}
