import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import { isSearched } from '../../core/parameter.js'
import type { Sweep } from '../../core/sweep.js'
import type { Analysis } from '../analysis.js'

/** Names of the parameters with several values in the ranked points, few enough to stand side by side; words first. */
export function comparableParameters({ points }: Analysis, { parameters }: Sweep, most = 16): readonly string[] {
  const counted = parameters.filter(isSearched).flatMap(({ name }) => {
    const values = new Map<string, Json>()
    for (const { params } of points) {
      if (Object.hasOwn(params, name)) values.set(canonicalJson(params[name]!), params[name]!)
    }
    const words = [...values.values()].every((value) => typeof value === 'string')
    return values.size > 1 && values.size <= most ? [{ name, words }] : []
  })
  return [...counted.filter(({ words }) => words), ...counted.filter(({ words }) => !words)].map(({ name }) => name)
}
