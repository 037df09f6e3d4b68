import type * as core from '@tensorflow/tfjs-core'
import type * as layers from '@tensorflow/tfjs-layers'
import { requirePackage } from './require-package.js'
import type { Tf } from './tf.js'

/** tfjs-core with all its operations and gradients, and tfjs-layers, as one namespace; no backend yet. */
export function requireTf(): Tf {
  const coreModule: typeof core = requirePackage('@tensorflow/tfjs-core')
  // The only thing that this mode changes is that warnings, among them the banner, are no longer printed.
  coreModule.enableProdMode()
  const layersModule: typeof layers = requirePackage('@tensorflow/tfjs-layers')
  return { ...layersModule, ...coreModule }
}
