import { canonicalJson } from '../core/canonical-json.js'
import type { ParameterValues } from '../core/experiment.js'
import type { Json } from '../core/json.js'
import { outerValues } from '../core/parameter.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import { givenValue, type NamedStartingPoints } from './given-value.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Every value that each parameter takes in a checked sweep: those of the file, points that it includes too, else the
 * experiment's default. Paths are made absolute, and what the type `trial` names becomes its starting point; `starts` are
 * those of other runs.
 */
export function parameterValues(
  { sweep, file }: SweepFile,
  specs: ParameterSpecs | undefined,
  starts: NamedStartingPoints = {},
): ParameterValues {
  const given = new Map<string, readonly Json[]>(
    sweep.parameters.map((parameter) => [parameter.name, outerValues(parameter)]),
  )
  if (specs === undefined) return Object.fromEntries(given)
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const values = given.get(name) ?? (spec.default === undefined ? [] : [spec.default])
      const included = sweep.include.flatMap((point) => (point[name] === undefined ? [] : [point[name]]))
      const all = new Map([...values, ...included].map((value) => [canonicalJson(value), value]))
      return [name, [...all.values()].map((value) => givenValue(value, spec.type, file, starts))]
    }),
  )
}
