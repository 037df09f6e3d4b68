import { type Document, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Json } from '../core/json.js'
import type { SweepFile } from './sweep-file.js'
import { writeOutAliases } from './write-out-aliases.js'
import { yamlDocument } from './yaml-document.js'

/**
 * The text of a sweep file with other values for some of its parameters, each kept in its place, with its condition;
 * comments are kept.
 * Aliases are written out, since a value that is replaced may be one that others point to.
 */
export function rewriteParameters(
  { text, file }: Pick<SweepFile, 'text' | 'file'>,
  replacements: ReadonlyMap<string, readonly Json[]>,
): string {
  const { document } = yamlDocument(text, file)
  writeOutAliases(document)
  for (const [name, values] of replacements) {
    const path = ['parameters', name]
    const written = document.getIn(path, true)
    const when = isMap(written) ? written.items.find(({ key }) => isScalar(key) && key.value === 'when') : undefined
    const node = nodeOf(document, values, when)
    const comment = (written as Node | undefined)?.comment
    if (comment) node.comment = comment
    document.setIn(path, node)
  }
  return document.toString({ lineWidth: 0 })
}

function nodeOf(document: Document, values: readonly Json[], when: Pair | undefined): Node {
  const [only] = values
  if (when !== undefined) {
    const choice: Readonly<Record<string, Json>> = values.length > 1 ? { values } : { value: only! }
    const map = document.createNode(choice, { flow: true }) as unknown as YAMLMap
    map.items.push(when)
    return map
  }
  if (values.length > 1) return document.createNode(values, { flow: true })
  return document.createNode(typeof only === 'object' && only !== null ? { value: only } : only, { flow: true })
}
