import { join } from 'node:path'
import { cacheFolder } from './cache-folder.js'
import { builds } from './install/build.js'
import { installationFolder, installationPaths } from './install/installation.js'
import { readManifest } from './install/manifest.js'
import { thisPlatform } from './install/this-platform.js'
import { findTensorflowPackage } from './tensorflow-package.js'
import { tensorflowVersions } from './tensorflow-versions.js'

/** The native binding of the `tensorflow` engine, and how it came to this machine. */
export interface TensorflowBinding {
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
