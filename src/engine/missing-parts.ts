import { existsSync } from 'node:fs'
import type { EngineName } from './engine-name.js'
import { isInstalled } from './is-installed.js'
import { tensorflowBinding } from './tensorflow-binding.js'
import { tensorflowPackage } from './tensorflow-package.js'
import { tensorflowVersions } from './tensorflow-versions.js'
import { missingWebgpu } from './webgpu/missing-webgpu.js'

/** Which file an engine lacks and what to do, found without loading anything; undefined when all files are there. */
export function missingParts(name: EngineName, env: NodeJS.ProcessEnv = process.env): string | undefined {
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
