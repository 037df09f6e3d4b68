import type { SweepError } from '../core/errors.js'
import { UsageError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter.js'
import { hasValue, isRead, isSearched } from '../core/parameter.js'
import type { Params } from '../core/trial.js'
import { defaultParams } from './preparation.js'
import { planErrorAt, type SweepFile, showValue } from './sweep-file.js'
import { samplePoints } from './trials.js'

/**
 * A line for every parameter of a grid that multiplies points though nothing reads it there, so that the same trial is
 * trained again and again: as beta1 with the optimizer sgd. `count` points are looked at.
 */
export function idleParameters(file: SweepFile, specs: ParameterSpecs | undefined, count: number): readonly string[] {
  const { sweep } = file
  const conditional = sweep.parameters.filter(
    ({ name }) => specs && Object.hasOwn(specs, name) && specs[name]!.readWhen && !sweep.zip.flat().includes(name),
  )
  const suspects = conditional.filter(isSearched)
  if (sweep.method !== 'grid' || suspects.length === 0) return []
  const defaults = defaultParams(sweep, specs)
  const points = [...samplePoints(sweep, count)].map((params) => ({ ...defaults, ...params }))
  return suspects.flatMap(({ name }) => {
    const spec = specs![name]!
    const idle = points.filter((point) => Object.hasOwn(point, name) && !isRead(spec, point))
    if (new Set(idle.map((point) => canonicalJson(point[name]!))).size < 2) return []
    return [`${writtenAt(file, name)}: ${textOf(spec.readWhen!, points, idle[0]!)}`]
  })
}

type ReadWhen = NonNullable<ParameterSpec['readWhen']>

/** Names the values that the sweep has, so that the condition can be copied into it. */
function textOf(readWhen: ReadWhen, points: readonly Params[], idle: Params): string {
  const [other, values] = Object.entries(readWhen).find(([each, list]) => !hasValue(list, idle[each]))!
  const used = values.filter((value) => points.some((point) => hasValue([value], point[other])))
  const condition = `when: { ${other}: [${used.map(yamlText).join(', ')}] }`
  const advice = used.length > 0 ? `Give it ${condition}` : `Leave it out, or search ${other} too`
  const alike = 'so trials that differ in it alone are trained alike'
  return `with ${other} ${yamlText(idle[other] ?? null)} nothing reads it, ${alike}. ${advice}`
}

function yamlText(value: Json): string {
  return typeof value === 'string' && /^[a-z]\w*$/i.test(value) ? value : showValue(value)
}

function writtenAt({ file, positions, overridden }: SweepFile, name: string): string {
  if (overridden.has(name)) return `${name}=… on the command line`
  return `${file}:${positions[`parameters.${name}`]?.line ?? 1} parameters.${name}`
}

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
  return planErrorAt(file, pathOf(file, name, point), problem)
}

function pathOf({ sweep, positions }: SweepFile, name: string, point: Params): string {
  const path = `parameters.${name}`
  const parameter = sweep.parameters.find((each) => each.name === name)
  if (!parameter || !('values' in parameter) || point[name] === undefined) return path
  const item = parameter.values.findIndex((value) => canonicalJson(value) === canonicalJson(point[name]!))
  const places = [`${path}[${item}]`, `${path}.values[${item}]`, `${path}.value`]
  return places.find((place) => Object.hasOwn(positions, place)) ?? path
}
