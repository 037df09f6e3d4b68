/**
 * TypeScript of a user, as `tsx` reads it: always as ES modules, by the tsconfig.json nearest to it. What the package.json
 * or the current folder says does not count. This file is also the hook that Node's loader is given, in a thread of its own.
 */
import { existsSync } from 'node:fs'
import { register } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Whether a module is read as TypeScript. */
export function isTypescript(module: string): boolean {
  return /\.[cm]?tsx?$/.test(module)
}

/** Imports a module of TypeScript, and what it imports of that. Rejects with what its code throws, or a syntax error. */
export async function importTypescript(module: string): Promise<unknown> {
  if (!hooked) register(import.meta.url)
  hooked = true
  const { tsImport } = await import('tsx/esm/api')
  const tsconfig = nearestTsconfig(fileURLToPath(module)) ?? false
  return tsImport(module, { parentURL: import.meta.url, tsconfig })
}

let hooked = false

/** The tsconfig.json that counts for a file: in its folder or in the nearest one above that has one. */
export function nearestTsconfig(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'tsconfig.json')
    if (existsSync(path)) return path
    if (folder === dirname(folder)) return undefined
  }
}

type Resolve = (specifier: string, context: object) => Promise<{ url: string; format?: string | null }>

/** For Node's loader: gives the files of the user the format of ES modules. A `.cts` says itself that it is none. */
export async function resolve(specifier: string, context: object, next: Resolve): ReturnType<Resolve> {
  const resolved = await next(specifier, context)
  const { pathname, protocol } = new URL(resolved.url)
  const isOwn = protocol === 'file:' && /\.tsx?$/.test(pathname) && !pathname.includes('/node_modules/')
  return isOwn ? { ...resolved, format: 'module' } : resolved
}
