import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { Params } from '../core/trial.js'
import { givenValue, type NamedStartingPoints } from './given-value.js'
import { samplePoints } from './sample-points.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Points of a checked sweep, all of them or about `count`, as an experiment prepares for them: defaults filled in, paths
 * absolute, starting points found.
 */
export function givenPoints(
  { sweep, file }: SweepFile,
  specs: ParameterSpecs | undefined,
  starts: NamedStartingPoints,
  count: number,
): readonly Params[] {
  const complete = (params: Params): Params => {
    const given: Record<string, Json> = { ...params }
    for (const [name, spec] of Object.entries(specs ?? {})) {
      const value = Object.hasOwn(params, name) ? params[name] : spec.default
      if (value !== undefined) given[name] = givenValue(value, spec.type, file, starts)
    }
    return given
  }
  return Array.from(samplePoints(sweep, count), complete)
}
