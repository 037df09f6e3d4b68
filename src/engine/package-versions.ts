import type { EngineName } from './engine-name.js'
import { requirePackage } from './require-package.js'

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
