import { isSeq } from 'yaml'
import type { Json } from '../core/json.js'
import { UsageError } from '../core/usage-error.js'
import { PlanError } from './plan-error.js'
import { readYaml } from './read-yaml.js'
import { yamlDocument } from './yaml-document.js'

/** One `key=value` of the command line: a parameter and the values it takes instead. */
export interface Override {
  readonly name: string
  readonly values: readonly Json[]
}

/**
 * Parses `lr=0.1` (one value), `optimizer=adam,nesterov` (several) and `lr=[0.1,0.01]` (a YAML list, several).
 * A value that is itself a list is written as an item: `layers=[[64,128]]`. Throws UsageError.
 */
export function parseOverride(text: string): Override {
  const equals = text.indexOf('=')
  const name = text.slice(0, Math.max(equals, 0)).trim()
  const value = text.slice(equals + 1).trim()
  if (name === '' || value === '' || value.startsWith(',') || value.endsWith(',')) throw malformed(text)
  const items = listOf(text, `[${quoteParts(value)}]`)
  const only = items.length === 1 ? items[0]! : undefined
  const values = Array.isArray(only) ? (only as readonly Json[]) : items
  if (values.length === 0) throw malformed(text)
  return { name, values }
}

/** A part of a split, as `train[:90%]`, is a text, though within a list of YAML it would have to be quoted. */
function quoteParts(value: string): string {
  return value.replace(/(?<=^|[,[]\s*)[\w.-]+\[\d*%?:\d*%?\](?=\s*(?:$|[,\]]))/g, (part) => JSON.stringify(part))
}

/** The commas of an override are those of a YAML list, so quotes and brackets hold values with commas together. */
function listOf(text: string, list: string): readonly Json[] {
  try {
    if (!isSeq(yamlDocument(list, text).document.contents)) throw malformed(text)
    return readYaml(list, text).value as readonly Json[]
  } catch (cause) {
    throw cause instanceof PlanError ? malformed(text, cause) : cause
  }
}

function malformed(text: string, cause?: PlanError): UsageError {
  const why = cause === undefined ? '' : ` (${cause.problem})`
  return new UsageError(
    `"${text}" is not an override${why}. Write key=value or key=value,value, as lr=0.1 or optimizer=adam,nesterov`,
    { cause },
  )
}
