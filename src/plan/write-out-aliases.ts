import { type Document, isAlias, type Node, visit } from 'yaml'

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
