import { dirname, join } from 'node:path'
import { requirePackage } from './require-package.js'

export const tensorflowPackage = '@tensorflow/tfjs-node-gpu'

/** Where the native binding of the `tensorflow` engine is looked for; throws when the package is not installed. */
export function tensorflowBinding(): string {
  const elsewhere = process.env.SWEEP_TENSORFLOW_BINDING
  if (elsewhere !== undefined && elsewhere !== '') return elsewhere
  const folder = dirname(requirePackage.resolve(`${tensorflowPackage}/package.json`))
  // Node-API 8 is the newest that the package is built for, and every Node that we run on has it.
  return join(folder, 'lib', 'napi-v8', 'tfjs_binding.node')
}
