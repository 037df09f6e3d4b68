import { canonicalJson } from '../core/canonical-json.js'
import type { SweepError } from '../core/sweep-error.js'
import type { Params } from '../core/trial.js'
import { UsageError } from '../core/usage-error.js'
import { planErrorAt } from './plan-error-at.js'
import { showValue } from './show-value.js'
import type { SweepFile } from './sweep-file.js'

/** The error of a point that an experiment refuses, placed at the value that is to blame where there is one. */
export function refusedPoint(
  file: SweepFile,
  point: Params,
  { path, message }: { readonly path: readonly string[]; readonly message: string },
): SweepError {
  const [name] = path
  if (name === undefined) return planErrorAt(file, 'parameters', `${message}, at the point ${JSON.stringify(point)}`)
  const given = Object.hasOwn(point, name)
    ? `got ${showValue(point[name])}`
    : `but it is absent at the point ${JSON.stringify(point)}. A parameter with a condition must be optional`
  const problem = `${message}, ${given}`
  if (file.overridden.has(name)) return new UsageError(`${name}=… on the command line: ${problem}`)
  return planErrorAt(file, placeOf(file, name, point), problem)
}

function placeOf({ sweep, positions }: SweepFile, name: string, point: Params): string {
  const path = `parameters.${name}`
  const parameter = sweep.parameters.find((each) => each.name === name)
  if (!parameter || !('values' in parameter) || point[name] === undefined) return path
  const item = parameter.values.findIndex((value) => canonicalJson(value) === canonicalJson(point[name]!))
  const places = [`${path}[${item}]`, `${path}.values[${item}]`, `${path}.value`]
  return places.find((place) => Object.hasOwn(positions, place)) ?? path
}
