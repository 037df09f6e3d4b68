import { dirname } from 'node:path'
import { requirePackage } from './require-package.js'

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
