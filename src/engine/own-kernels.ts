import { fileURLToPath } from 'node:url'
import type { EngineName } from './engine-name.js'

/** The folders of our own code that computes on an engine in place of its own. */
export function ownKernels(name: EngineName): readonly string[] {
  if (name !== 'wasm' && name !== 'tensorflow') return []
  return [fileURLToPath(new URL(`./kernels/${name}`, import.meta.url))]
}
