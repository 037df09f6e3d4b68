import { dirname, resolve } from 'node:path'
import { canonicalJson } from '../core/canonical-json.js'
import type { ParameterValues } from '../core/experiment.js'
import type { Json } from '../core/json.js'
import { outerValues } from '../core/parameter.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter-spec.js'
import type { StartingPoint } from '../core/starting-point.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Every value that each parameter takes in a checked sweep: those of the file, else the experiment's default. Paths
 * are made absolute, and what the type `trial` names becomes its starting point; `points` are those of other runs.
 */
export function parameterValues(
  { sweep, file }: SweepFile,
  specs: ParameterSpecs | undefined,
  points: Readonly<Record<string, StartingPoint>> = {},
): ParameterValues {
  const given = new Map(sweep.parameters.map((parameter) => [parameter.name, outerValues(parameter)]))
  if (specs === undefined) return Object.fromEntries(given)
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const values: readonly Json[] = given.get(name) ?? (spec.default === undefined ? [] : [spec.default])
      return [name, values.map((value) => valueGiven(value, spec.type))]
    }),
  )

  function valueGiven(value: Json, type: ParameterSpec['type']): Json {
    if (type === 'trial' && typeof value !== 'string')
      return (points[canonicalJson(value)] as Json | undefined) ?? value
    if ((type !== 'path' && type !== 'trial') || typeof value !== 'string') return value
    const absolute = resolve(dirname(file), value)
    return type === 'path' ? absolute : ({ kind: 'model', folder: absolute, metric: null } satisfies StartingPoint)
  }
}
