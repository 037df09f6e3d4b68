import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { PlanError, type Position, pathText } from './sweep-file.js'

/** A YAML text as plain JSON values, with the place of each path. */
interface PlainYaml {
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

/** Replaces every alias of a document by what it stands for, so that a value can change without its namesakes. */
export function writeOutAliases(document: Document): void {
  visit(document, {
    Alias: (_, alias) => {
      const copy = alias.resolve(document)?.clone() as Node
      copy.comment = alias.comment ?? null
      copy.commentBefore = alias.commentBefore ?? null
      return copy
    },
  })
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) delete node.anchor
    },
  })
}

/**
 * Writes the maps out that a map takes over by `<<: *base` or `<<: [*one, *two]` (yaml.org/type/merge): its own keys go
 * before theirs, those of an earlier one before a later one's.
 */
function mergeMaps(document: Document, fail: (node: Node, problem: string) => never): void {
  let merges = 0
  const done: (readonly [YAMLMap, Pair])[] = []
  visit(document, {
    Map(_, map) {
      for (const pair of map.items.filter(isMerge)) {
        if (++merges > mostCopies) fail(pair.key, `it has more than ${mostCopies} merge keys`)
        done.push([map, pair])
        const sources = isSeq(pair.value) ? pair.value.items : [pair.value]
        for (const source of sources) takeOver(map, isAlias(source) ? source.resolve(document) : source, pair.key)
      }
    },
  })
  // An anchor may stand within one of them.
  for (const [map, pair] of done) map.items.splice(map.items.indexOf(pair), 1)

  function takeOver(map: YAMLMap, source: unknown, at: Node): void {
    if (source === undefined) fail(at, 'the alias after "<<" has no anchor before it')
    if (source === map) fail(at, 'a map cannot take itself over')
    if (!isMap(source)) fail(at, '"<<" takes over maps: write <<: *name of an anchored map, or a list of these')
    const has = new Set(map.items.map(({ key }) => (isScalar(key) ? key.value : undefined)))
    for (const pair of (source as YAMLMap).items) {
      if (isMerge(pair) || (isScalar(pair.key) && has.has(pair.key.value))) continue
      const copy = pair.clone()
      visit(copy as unknown as Node, { Node: (_, node) => void (isAlias(node) || delete node.anchor) })
      map.items.push(copy)
    }
  }
}

/** Quoted, it is a key like any other. */
function isMerge(pair: Pair): pair is Pair<Scalar> {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN'
}

/** YAML 1.2 with its core schema and merge keys, and nothing else: no tags, one document. */
interface YamlDocument {
  readonly document: Document
  readonly lines: LineCounter
}

/** Reading this much takes seconds. */
const longest = 1_000_000

/** Parses the syntax of a sweep file. Throws PlanError at the first place that is not YAML. */
export function yamlDocument(text: string, file: string): YamlDocument {
  if (text.length > longest) {
    const problem = `it has ${text.length} characters, which is more than a sweep needs`
    throw new PlanError({ file, line: 1, column: 1, path: '', problem, hint: `Write at most ${longest}` })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // Repeated keys are refused by readYaml, which knows their paths.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  })
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0])
    throw new PlanError({ file, line, column: col, path: '', ...explain(problem.code, problem.message) })
  }
  mergeMaps(document, (node, problem) => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0)
    throw new PlanError({ file, line, column: col, path: '', problem, hint: '' })
  })
  return { document, lines }
}

function explain(code: string, message: string): { problem: string; hint: string } {
  if (code === 'MULTIPLE_DOCS') {
    return { problem: 'a second YAML document starts here', hint: 'Write each sweep in a file of its own' }
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    return { problem: `YAML tags are not supported (${message})`, hint: 'Write the value without a tag' }
  }
  if (message.includes('call stack')) return { problem: 'lists or maps are nested too deeply', hint: '' }
  const hint =
    code === 'BLOCK_AS_IMPLICIT_KEY' ? 'Start a new line for each key, and quote a text that contains ": "' : ''
  return { problem: `not YAML: ${message}`, hint }
}
