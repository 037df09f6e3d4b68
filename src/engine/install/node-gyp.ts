import { requirePackage } from '../require-package.js'

/** The program of our own node-gyp and its version; undefined when npm has not installed it. */
export function findNodeGyp(): { readonly program: string; readonly version: string } | undefined {
  try {
    const { version }: { version: string } = requirePackage('node-gyp/package.json')
    return { program: requirePackage.resolve('node-gyp/bin/node-gyp.js'), version }
  } catch {
    return undefined
  }
}
