import { type Document, isAlias, type Node, visit } from 'yaml'
import type { Json } from '../core/json.js'
import type { SweepFile } from './sweep-file.js'
import { yamlDocument } from './yaml-document.js'

/**
 * The text of a sweep file with other values for some of its parameters, each kept in its place, comments kept.
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
    const node = nodeOf(document, values)
    const comment = (document.getIn(path, true) as Node | undefined)?.comment
    if (comment) node.comment = comment
    document.setIn(path, node)
  }
  return document.toString({ lineWidth: 0 })
}

function nodeOf(document: Document, values: readonly Json[]): Node {
  const [only] = values
  if (values.length > 1) return document.createNode(values, { flow: true })
  return document.createNode(typeof only === 'object' && only !== null ? { value: only } : only, { flow: true })
}

function writeOutAliases(document: Document): void {
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
