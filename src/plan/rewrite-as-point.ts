import { isMap } from 'yaml'
import type { Params } from '../core/trial.js'
import { rewriteParameters } from './rewrite-parameters.js'
import type { SweepFile } from './sweep-file.js'
import { yamlDocument } from './yaml-document.js'

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
