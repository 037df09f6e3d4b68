import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml'
import { pathText } from './path-text.js'
import { PlanError } from './plan-error.js'
import type { Position } from './sweep-file.js'
import { yamlDocument } from './yaml-document.js'

/** A YAML text as plain JSON values, with the place of each path. */
export interface PlainYaml {
  readonly value: unknown
  readonly positions: Record<string, Position>
}

const mostCopies = 100
const tooManyCopies = {
  problem: `its aliases stand for more than ${mostCopies} copies of a value`,
  hint: 'Write the values out',
}
const deepest = 64
const tooDeep = ['lists or maps are nested too deeply', `Nest at most ${deepest} of them`] as const
const longestKey = 200

/**
 * Reads YAML that holds what JSON can hold, and nothing more. Throws PlanError, with its place, for wrong syntax,
 * repeated keys, keys that are not text, `__proto__`, numbers that JSON cannot hold, aliases that never end, and more of
 * anything than a person would write.
 */
export function readYaml(text: string, file: string): PlainYaml {
  const { document, lines } = yamlDocument(text, file)
  const positions: Record<string, Position> = Object.create(null)
  const open: Node[] = []

  let aliases = 0

  walk(document.contents, [])
  try {
    return { value: document.toJS({ maxAliasCount: mostCopies }), positions }
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause
    throw new PlanError({ file, line: 1, column: 1, path: '', ...tooManyCopies })
  }

  function walk(node: unknown, path: readonly PropertyKey[]): void {
    if (path.length > deepest) fail(node as Node, path.slice(0, 3), ...tooDeep)
    if (isScalar(node)) checkScalar(node, path)
    else if (isAlias(node)) {
      // Each look for an anchor goes through the whole document.
      if (++aliases > mostCopies) fail(node, path, tooManyCopies.problem, tooManyCopies.hint)
      checkAlias(node.resolve(document), node, path)
    } else if (isMap(node)) within(node, () => walkMap(node, path))
    else if (isSeq(node)) {
      within(node, () => {
        node.items.forEach((item, i) => {
          positions[pathText([...path, i])] = place(item as Node)
          walk(item, [...path, i])
        })
      })
    }
  }

  function walkMap(map: YAMLMap, path: readonly PropertyKey[]): void {
    const seen = new Map<string, Position>()
    for (const { key, value } of map.items) {
      if (!isScalar(key) || typeof key.value !== 'string') {
        fail(isScalar(key) || isMap(key) || isSeq(key) ? key : map, path, 'every key must be text', 'Quote this key')
      }
      if (key.value.length > longestKey) {
        fail(key, path, `a key has ${key.value.length} characters`, `Write at most ${longestKey}`)
      }
      const at = [...path, key.value]
      const earlier = seen.get(key.value)
      if (earlier !== undefined) fail(key, at, `this key already stands in line ${earlier.line}`, 'Keep one of the two')
      if (key.value === '__proto__') fail(key, at, 'this name is reserved by JavaScript', 'Choose another')
      seen.set(key.value, place(key))
      positions[pathText(at)] = isFraction(value) ? { ...place(key), fraction: true } : place(key)
      walk(value, at)
    }
  }

  function checkScalar(scalar: Scalar, path: readonly PropertyKey[]): void {
    const { value, source } = scalar
    if (typeof value !== 'number') return
    if (!Number.isFinite(value)) fail(scalar, path, `every number must be finite, got ${source ?? value}`, '')
    if (/^[-+]?\d+$/.test(source ?? '') && !Number.isSafeInteger(value)) {
      const hint = 'Integers are exact up to 9007199254740991; quote it to keep it as text'
      fail(scalar, path, `the integer ${source} is too large to be kept exactly`, hint)
    }
  }

  function checkAlias(target: Node | undefined, alias: Node & { source: string }, path: readonly PropertyKey[]): void {
    if (target === undefined) fail(alias, path, `the alias *${alias.source} has no anchor before it`, '')
    if (open.includes(target)) fail(alias, path, `the alias *${alias.source} contains itself`, '')
  }

  function within(node: Node, visit: () => void): void {
    open.push(node)
    visit()
    open.pop()
  }

  function place(node: Node | null): Position {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0)
    return { line, column: col }
  }

  function fail(node: Node, path: readonly PropertyKey[], problem: string, hint: string): never {
    throw new PlanError({ file, ...place(node), path: pathText(path), problem, hint })
  }
}

/** JavaScript has one kind of number, so only the text tells 1.0 from 1. */
function isFraction(node: unknown): boolean {
  return isScalar(node) && typeof node.value === 'number' && /[.e]/i.test(node.source ?? '')
}
