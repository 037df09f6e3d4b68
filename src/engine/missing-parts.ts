import { existsSync } from 'node:fs'
import type { EngineName } from './engine-name.js'
import { requirePackage } from './require-package.js'
import { tensorflowBinding, tensorflowPackage } from './tensorflow-binding.js'

/** Which file an engine lacks and what to do, found without loading anything; undefined when all files are there. */
export function missingParts(name: EngineName): string | undefined {
  switch (name) {
    case 'tensorflow':
      return missingTensorflow()
    case 'wasm':
    case 'cpu':
      return isInstalled(`@tensorflow/tfjs-backend-${name}`)
        ? undefined
        : `Engine "${name}": the package @tensorflow/tfjs-backend-${name} is not installed. Run "npm install" again.`
    default:
      return name satisfies never
  }
}

function missingTensorflow(): string | undefined {
  if (!isInstalled(`${tensorflowPackage}/package.json`)) {
    return `Engine "tensorflow": the optional package ${tensorflowPackage} is not installed. Run "npm install ${tensorflowPackage}".`
  }
  const binding = tensorflowBinding()
  if (existsSync(binding)) return undefined
  return process.env.SWEEP_TENSORFLOW_BINDING
    ? `Engine "tensorflow": SWEEP_TENSORFLOW_BINDING names ${binding}, which does not exist. Give the absolute path of a tfjs_binding.node, or unset it.`
    : `Engine "tensorflow": the native binding is not there: ${binding}. Build it with "npm rebuild ${tensorflowPackage} --build-addon-from-source", or name one that was built elsewhere in SWEEP_TENSORFLOW_BINDING.`
}

function isInstalled(name: string): boolean {
  try {
    requirePackage.resolve(name)
    return true
  } catch {
    return false
  }
}
