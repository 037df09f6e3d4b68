import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { isSeq } from 'yaml'
import { UsageError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter.js'
import { outerValues } from '../core/parameter.js'
import { didYouMean } from '../core/texts.js'
import { parseSweep } from './parsing.js'
import { PlanError, type SweepFile } from './sweep-file.js'
import { readYaml, yamlDocument } from './yaml.js'
import { rewriteParameters, rewriteSeeds } from './yaml-edits.js'

/**
 * Gives parameters of a sweep the values of `key=value` overrides. A parameter keeps its place; one that the file does
 * not name but the experiment reads comes last. `seeds=3` and `seeds=7,5` are the sweep's own seeds where no parameter has
 * that name. Throws UsageError for any other name and for what is not an override.
 */
export function applyOverrides(
  file: SweepFile,
  overrides: readonly string[],
  specs: ParameterSpecs | undefined,
): SweepFile {
  if (overrides.length === 0) return file
  const names = new Set([...file.sweep.parameters.map(({ name }) => name), ...Object.keys(specs ?? {})])
  const replacements = new Map<string, Override['values']>()
  for (const text of overrides) {
    const { name, values } = parseOverride(text)
    if (!names.has(name) && name !== 'seeds') throw unknownName(text, name, file.file, [...names])
    if (replacements.has(name)) {
      throw new UsageError(`"${text}": "${name}" is overridden twice. Write ${name}=value,value to try several values`)
    }
    replacements.set(name, values)
  }
  const seeds = names.has('seeds') ? undefined : replacements.get('seeds')
  if (seeds) replacements.delete('seeds')
  const rewritten = rewriteParameters(file, replacements)
  const text = seeds ? rewriteSeeds(rewritten, file.file, seeds) : rewritten
  try {
    const { sweep } = parseSweep(text, file.file)
    return { ...file, sweep, text, overridden: new Set([...file.overridden, ...replacements.keys()]) }
  } catch (cause) {
    if (!(cause instanceof PlanError)) throw cause
    const hint = cause.hint === '' ? '' : `. ${cause.hint}`
    throw new UsageError(`with ${overrides.join(' ')}: ${cause.path}: ${cause.problem}${hint}`, { cause })
  }
}

function unknownName(text: string, name: string, file: string, names: readonly string[]): UsageError {
  const hint = `${didYouMean(name, names)}Its parameters: ${names.join(', ') || 'none'}`
  return new UsageError(`"${text}": ${file} has no parameter "${name}". ${hint}`)
}

/** One `key=value` of the command line: a parameter and the values it takes instead. */
interface Override {
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

/**
 * A path on the command line is meant relative to the current folder, one in a sweep file relative to that file:
 * rewrites the former as the latter, for the overridden parameters of the types `path` and `trial`. Absolute paths stay as they are.
 */
export function rebasePaths(file: SweepFile, specs: ParameterSpecs | undefined, cwd: string): SweepFile {
  const folder = dirname(resolve(cwd, file.file))
  const rebase = (value: Json): Json =>
    typeof value === 'string' && !isAbsolute(value) ? relative(folder, resolve(cwd, value)) || '.' : value

  const rebased = new Map<string, readonly Json[]>()
  for (const parameter of file.sweep.parameters) {
    const { name } = parameter
    if (!file.overridden.has(name) || specs === undefined || !Object.hasOwn(specs, name)) continue
    if (['path', 'trial'].includes(specs[name]!.type)) rebased.set(name, outerValues(parameter).map(rebase))
  }
  if (rebased.size === 0) return file
  const text = rewriteParameters(file, rebased)
  return { ...file, text, sweep: parseSweep(text, file.file).sweep }
}
