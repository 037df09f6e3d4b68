import { dirname, resolve } from 'node:path'
import type { ParameterValues, StartingPoint } from '../core/experiment.js'
import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter.js'
import { outerValues } from '../core/parameter.js'
import type { Sweep } from '../core/sweep.js'
import type { Params } from '../core/trial.js'
import type { SweepFile } from './sweep-file.js'
import { samplePoints } from './trials.js'

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

/** What an experiment takes for the parameters that a sweep names nowhere. */
export function defaultParams(sweep: Sweep, specs: ParameterSpecs | undefined): Readonly<Record<string, Json>> {
  const named = new Set([...sweep.parameters.map(({ name }) => name), ...sweep.include.flatMap(Object.keys)])
  const defaults: Record<string, Json> = {}
  for (const [name, spec] of Object.entries(specs ?? {})) {
    if (!named.has(name) && spec.default !== undefined) defaults[name] = spec.default
  }
  return defaults
}

/** The starting points of a sweep that are trials of other runs, by the canonical JSON of what names them. */
type NamedStartingPoints = Readonly<Record<string, StartingPoint>>

/** A value as an experiment prepares for it: a path from the sweep's `file` absolute, what the type `trial` names found. */
function givenValue(value: Json, type: ParameterSpec['type'], file: string, starts: NamedStartingPoints): Json {
  if (type === 'trial' && typeof value !== 'string') return (starts[canonicalJson(value)] as Json | undefined) ?? value
  if ((type !== 'path' && type !== 'trial') || typeof value !== 'string') return value
  const absolute = resolve(dirname(file), value)
  return type === 'path' ? absolute : ({ kind: 'model', folder: absolute, metric: null } satisfies StartingPoint)
}

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
