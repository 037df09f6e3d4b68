import type { Json } from '../core/json.js'
import { yamlDocument } from './yaml-document.js'

/** The text of a sweep file with other seeds: one value is a number of repeats, or a list of seeds; several are such a list. */
export function rewriteSeeds(text: string, file: string, values: readonly Json[]): string {
  const { document } = yamlDocument(text, file)
  document.set('seeds', document.createNode(values.length === 1 ? values[0] : values, { flow: true }))
  return document.toString({ lineWidth: 0 })
}
