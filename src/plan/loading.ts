import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { z } from 'zod'
import { UsageError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import type { Parameter } from '../core/parameter.js'
import { didYouMean } from '../core/texts.js'
import { applyOverrides } from './overrides.js'
import { parseSweep } from './parsing.js'
import type { sweepShape } from './shape/sweep.js'
import { planErrorAt, type SweepFile, showValue } from './sweep-file.js'

/**
 * Reads a sweep file, and gives parameters that it names the values of `key=value` overrides.
 * Throws PlanError for the file, UsageError for a file that cannot be read and for an override.
 */
export async function loadSweep(file: string, overrides: readonly string[] = []): Promise<SweepFile> {
  const written = parseSweep(await textOf(file), file)
  checkRuleValues(written)
  return applyOverrides(written, overrides, undefined)
}

/** What a sweep file says, as an object: the same keys, with the same forms of values. */
export type SweepObject = Omit<z.input<typeof sweepShape>, 'parameters'> & {
  /** By name: a value, a list, or a map as in a file, `{ range: { min: 1, max: 3, step: 1 }, when: { … } }`. */
  readonly parameters: Readonly<Record<string, Json>>
}

/** The same for a sweep that is no file; its relative paths start from `folder`. Throws PlanError. */
export function sweepFromObject(sweep: SweepObject, folder: string): SweepFile {
  const written = parseSweep(stringify(sweep), join(folder, objectFile))
  checkRuleValues(written)
  return written
}

/** What messages call it, and its sweep where that has no name. */
const objectFile = 'sweep-object.yaml'

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : message
    throw new UsageError(`the sweep file ${file} cannot be read: ${why}`, { cause })
  }
}

/**
 * Throws PlanError where a condition or an entry of `exclude` waits for a value that its parameter never has, which is a
 * misspelling. For a file as it was written: values that the command line gives may well leave a rule without an effect.
 */
export function checkRuleValues(file: SweepFile): void {
  const { parameters, exclude, include } = file.sweep
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]))

  for (const { name, when } of parameters) {
    if (when === undefined || !('match' in when)) continue
    for (const [used, values] of Object.entries(when.match)) {
      const path = `parameters.${name}.when.${used}`
      for (const [i, value] of values.entries()) check(used, value, `${path}[${i}]`)
    }
  }
  exclude.forEach((point, i) => {
    for (const [name, value] of Object.entries(point)) check(name, value, `exclude[${i}].${name}`)
  })

  function check(name: string, value: Json, path: string): void {
    const parameter = byName.get(name)!
    const added = include.flatMap((point) => (Object.hasOwn(point, name) ? [point[name]!] : []))
    if (takes(parameter, value) || has(added, value)) return
    throw planErrorAt(file, path, `${showValue(value)} is not a value of ${name}`, hintFor(parameter, value))
  }
}

function has(values: readonly Json[], value: Json): boolean {
  const text = canonicalJson(value)
  return values.some((one) => canonicalJson(one) === text)
}

function takes(parameter: Parameter, value: Json): boolean {
  if ('values' in parameter) return has(parameter.values, value)
  const { distribution } = parameter
  if (distribution.kind === 'categorical') return has(distribution.values, value)
  if (typeof value !== 'number') return false
  return distribution.kind === 'normal' || (value >= distribution.min && value <= distribution.max)
}

function hintFor(parameter: Parameter, value: Json): string {
  const distribution = 'distribution' in parameter ? parameter.distribution : undefined
  if (distribution !== undefined && distribution.kind !== 'categorical') return `It is drawn from ${distribution.kind}`
  const values = 'values' in parameter ? parameter.values : (distribution?.values ?? [])
  const words = values.filter((one) => typeof one === 'string')
  const shown = values.slice(0, 10).map(showValue).join(', ')
  return `${typeof value === 'string' ? didYouMean(value, words) : ''}Its values: ${shown}${values.length > 10 ? ', …' : ''}`
}
