import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import type { Rooms } from './rooms-of.js'
import { scanSource } from './scan-source.js'

/** Packages that only one place may use. Types of a package are erased, so where `types` says so they may go further. */
const owned: readonly { packages: RegExp; by: readonly string[]; types?: readonly string[] }[] = [
  { packages: /^better-sqlite3$/, by: ['store/sqlite'] },
  { packages: /^piscina$/, by: ['execute/pool'] },
  { packages: /^esbuild$/, by: ['runs/provenance'] },
  { packages: /^@tensorflow\//, by: ['engine'], types: ['engine', 'nn', 'vision', 'index.ts'] },
  { packages: /^(hyparquet-writer|protobufjs)$/, by: ['report/export'] },
  { packages: /^yauzl$/, by: ['engine/install'] },
  { packages: /^@stdlib\//, by: ['analyze/statistics'] },
  { packages: /^sharp$/, by: ['vision/data/decoding.ts', 'report/pictures/saliency.ts'] },
  { packages: /^(vega|vega-lite|@resvg\/resvg-js|opentype\.js|dejavu-fonts-ttf)$/, by: ['report/pictures'] },
  { packages: /^commander$/, by: ['cli'] },
  { packages: /^table$/, by: ['report', 'cli'] },
  { packages: /^vega-embed$/, by: ['report/html'] },
  { packages: /^(yaml|zod)$/, by: ['plan'] },
  { packages: /^(node:)?(process|console)$/, by: ['cli'] },
]

/** Globals that only one place may use. */
const globals: readonly { code: RegExp; by: readonly string[] }[] = [
  { code: /(?<![.\w])console\s*[.[]/, by: ['cli'] },
  // A process that another room starts has its own entry file.
  {
    code: /\bprocess\s*\.\s*argv\b/,
    by: ['cli', 'engine/probe-main.ts', 'engine/check/check-main.ts', 'execute/pool/host.ts'],
  },
  { code: /\bprocess\s*\.\s*(exit|exitCode)\b/, by: ['cli', 'execute/pool'] },
  { code: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)/, by: ['core'] },
  { code: /\bMath\s*\.\s*random\b/, by: ['core'] },
  { code: /\brandomUUID\b/, by: ['core'] },
]

/**
 * What a source file does that the rooms do not allow, a sentence each. `path` is relative to src/, `packages` are the
 * dependencies of package.json.
 */
export function violationsOf(path: string, source: string, rooms: Rooms, packages: readonly string[]): string[] {
  const room = roomOf(path)
  const may = rooms.get(room)
  if (may === undefined) return [`${path}: the room "${room}" has no row in the table`]
  const { imports, code } = scanSource(source)
  const found: string[] = []
  for (const { specifier, typeOnly } of imports) {
    if (/^\.{0,2}\//.test(specifier)) {
      const target = roomOf(posix.join(posix.dirname(path), specifier))
      if (target !== room && may !== 'anything' && !may.includes(target)) {
        found.push(`${path}: ${room} may not import ${target} (${specifier})`)
      }
      continue
    }
    const name = specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1')
    for (const { packages: names, by, types = [] } of owned) {
      if (names.test(name) && !isIn(path, typeOnly ? [...by, ...types] : by)) {
        found.push(`${path}: ${name} belongs to ${by.join(', ')}`)
      }
    }
    if (isBuiltin(specifier)) continue
    if (may.length === 0) found.push(`${path}: ${room} may not import packages (${specifier})`)
    if (!packages.includes(name)) found.push(`${path}: ${name} is not a dependency in package.json`)
  }
  for (const { code: pattern, by } of globals) {
    const match = pattern.exec(code)
    if (match && !isIn(path, by)) found.push(`${path}: ${match[0].trim()} belongs to ${by.join(', ')}`)
  }
  return found
}

/** The first folder of a path in src/, or the name of a file that stands in src/ itself. */
function roomOf(path: string): string {
  if (path.startsWith('..')) return 'what is outside of src'
  return path.split('/')[0]!.replace(/\.[jt]s$/, '')
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`))
}
