import { type Document, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Json } from '../core/json.js'
import type { Params } from '../core/trial.js'
import type { SweepFile } from './sweep-file.js'
import { writeOutAliases, yamlDocument } from './yaml.js'

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

const rules = ['method', 'run_cap', 'search_seed', 'zip', 'include', 'exclude', 'when']

/** The text of a sweep file with one point for its space: the parameters of the point, each fixed, and no rules. */
export function rewriteAsPoint(file: Pick<SweepFile, 'text' | 'file' | 'sweep'>, params: Params): string {
  const fixed = new Map(Object.entries(params).map(([name, value]) => [name, [value]]))
  const { document } = yamlDocument(rewriteParameters(file, fixed), file.file)
  for (const key of rules) document.delete(key)
  for (const { name } of file.sweep.parameters) {
    if (!Object.hasOwn(params, name)) document.deleteIn(['parameters', name])
    else if (isMap(document.getIn(['parameters', name]))) document.deleteIn(['parameters', name, 'when'])
  }
  return document.toString({ lineWidth: 0 })
}

/** The text of a sweep file with other seeds: one value is a number of repeats, or a list of seeds; several are such a list. */
export function rewriteSeeds(text: string, file: string, values: readonly Json[]): string {
  const { document } = yamlDocument(text, file)
  document.set('seeds', document.createNode(values.length === 1 ? values[0] : values, { flow: true }))
  return document.toString({ lineWidth: 0 })
}
