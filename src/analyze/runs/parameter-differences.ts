import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import { isFixed } from '../../core/parameter.js'
import type { RunData } from '../run-data.js'
import type { ParameterDifference } from './run-comparison.js'

/** The parameters that only one of the runs has, or that are fixed in both at different values, by name. */
export function parameterDifferences(a: RunData, b: RunData): readonly ParameterDifference[] {
  const [ofA, ofB] = [namesOf(a), namesOf(b)]
  return [...new Set([...ofA, ...ofB])].sort().flatMap((name) => {
    const [inA, inB] = [ofA.has(name), ofB.has(name)]
    if (inA && inB && !isFixedApart(a, b, name)) return []
    return [{ name, a: inA ? valuesOf(a, name) : null, b: inB ? valuesOf(b, name) : null }]
  })
}

function namesOf({ run }: RunData): ReadonlySet<string> {
  return new Set(run.sweep.parameters.map(({ name }) => name))
}

function isFixedApart(a: RunData, b: RunData, name: string): boolean {
  const [inA, inB] = [a, b].map(({ run }) => run.sweep.parameters.find((parameter) => parameter.name === name)!)
  if (!isFixed(inA!) || !isFixed(inB!)) return false
  return canonicalJson(inA.values[0]) !== canonicalJson(inB.values[0])
}

/** Of the trials or, before there are any, of the sweep. */
function valuesOf({ run, trials }: RunData, name: string): readonly Json[] {
  const parameter = run.sweep.parameters.find((each) => each.name === name)!
  if (isFixed(parameter)) return parameter.values
  const values = trials.flatMap(({ params }) => (Object.hasOwn(params, name) ? [params[name]!] : []))
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()]
}
