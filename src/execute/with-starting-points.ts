import { resolve } from 'node:path'
import { canonicalJson } from '../core/canonical-json.js'
import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { StartingPoint } from '../core/starting-point.js'
import type { Params } from '../core/trial.js'
import type { Attempt } from './executor.js'

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
