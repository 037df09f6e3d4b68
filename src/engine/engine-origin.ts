import { dirname } from 'node:path'
import type { EngineName } from './engine-name.js'
import { requirePackage } from './require-package.js'
import { tensorflowBinding } from './tensorflow-binding.js'

/** Where what computes in an engine comes from, in words, and the file or folder. */
export interface EngineOrigin {
  readonly from: string
  readonly path: string
}

/** The origin of an engine whose files are there. */
export function engineOrigin(name: EngineName): EngineOrigin {
  if (name === 'tensorflow') return tensorflowBinding()!
  const npmPackage = `@tensorflow/tfjs-backend-${name}`
  return { from: npmPackage, path: dirname(requirePackage.resolve(`${npmPackage}/package.json`)) }
}
