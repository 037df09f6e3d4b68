import { dirname, resolve } from 'node:path'
import type { ParameterValues } from '../core/experiment.js'
import type { Json } from '../core/json.js'
import { outerValues } from '../core/parameter.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Every value that each parameter takes in a checked sweep: those of the file, else the experiment's default. Paths
 * are made absolute.
 */
export function parameterValues({ sweep, file }: SweepFile, specs: ParameterSpecs | undefined): ParameterValues {
  const given = new Map(sweep.parameters.map((parameter) => [parameter.name, outerValues(parameter)]))
  if (specs === undefined) return Object.fromEntries(given)
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const values: readonly Json[] = given.get(name) ?? (spec.default === undefined ? [] : [spec.default])
      if (spec.type !== 'path') return [name, values]
      return [name, values.map((value) => (typeof value === 'string' ? resolve(dirname(file), value) : value))]
    }),
  )
}
