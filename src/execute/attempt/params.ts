import { resolve } from 'node:path'
import type { StartingPoint } from '../../core/experiment.js'
import { canonicalJson, type Json } from '../../core/json.js'
import type { ParameterSchema, ParameterSpecs, SchemaIssue } from '../../core/parameter.js'
import type { Params } from '../../core/trial.js'
import type { Attempt } from '../executor.js'

/** What the experiment is given: the trial's parameters, defaults filled in, paths made absolute. */
export function completeParams(params: Params, specs: ParameterSpecs | undefined, baseFolder: string): Params {
  if (!specs) return params
  const completed: Record<string, Json> = { ...params }
  for (const [name, spec] of Object.entries(specs)) {
    // A null that is written is a value too.
    const value = Object.hasOwn(params, name) ? params[name] : spec.default
    if (value === undefined) continue
    completed[name] = spec.type === 'path' && typeof value === 'string' ? resolve(baseFolder, value) : value
  }
  return completed
}

/** The parameters as a schema gives them: checked, defaults filled in, transformed. Throws an Error that lists its issues. */
export async function parseParams(schema: ParameterSchema, params: Params): Promise<Params> {
  const { value, issues } = await schema['~standard'].validate(params)
  if (!issues) return value as Params
  throw new Error(issues.map((issue) => `${issuePath(issue).join('.') || 'parameters'}: ${issue.message}`).join('; '))
}

/** Where in the parameters an issue lies; empty for one of several together. */
export function issuePath({ path = [] }: SchemaIssue): readonly string[] {
  return path.map((step) => String(typeof step === 'object' ? step.key : step))
}

/**
 * Parameters with the starting points that their values of the type `trial` stand for. A folder stands for itself; where a
 * trial of another run lies only the attempt says, and without that an Error is thrown.
 */
export function withStartingPoints(
  params: Params,
  specs: ParameterSpecs | undefined,
  { startingPoints = {}, baseFolder }: Pick<Attempt, 'startingPoints' | 'baseFolder'>,
): Params {
  const found: Record<string, Json> = {}
  for (const [name, spec] of Object.entries(specs ?? {})) {
    const value = params[name]
    if (spec.type === 'trial' && value !== undefined && value !== null) found[name] = pointOf(name, value) as Json
  }
  return { ...params, ...found }

  function pointOf(name: string, value: Json): StartingPoint {
    if (typeof value === 'string') return { kind: 'model', folder: resolve(baseFolder, value), metric: null }
    const point = startingPoints[canonicalJson(value)]
    if (point) return point
    throw new Error(`${name}: where ${canonicalJson(value)} lies has not been looked up for this attempt`)
  }
}
