import { posix } from 'node:path'
import { scanSource } from './scan-source.js'

/**
 * The groups of files that import one another in circles, types and dynamic imports included. A file that is only started,
 * by its URL, is not imported. `sources` holds the text of every file by its path.
 */
export function fileCircles(sources: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const imports = new Map([...sources].map(([path, source]) => [path, importsOf(path, source, sources)]))
  const reaches = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const waiting = [...imports.get(from)!]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...imports.get(next)!)
    }
    return seen
  }
  const reached = new Map([...imports.keys()].map((path) => [path, reaches(path)]))
  const circles = new Map<string, readonly string[]>()
  for (const [path, all] of reached) {
    if (!all.has(path)) continue
    const circle = [...all].filter((other) => reached.get(other)!.has(path)).sort()
    circles.set(circle.join(), circle)
  }
  return [...circles.values()]
}

function importsOf(path: string, source: string, sources: ReadonlyMap<string, string>): readonly string[] {
  return scanSource(source).imports.flatMap(({ specifier, url }) => {
    if (url || !specifier.startsWith('.')) return []
    const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
    return sources.has(target) ? [target] : []
  })
}
