import { canonicalJson } from '../../core/canonical-json.js'
import type { Sweep } from '../../core/sweep.js'
import type { Params } from '../../core/trial.js'

/** The parameters in which points differ, in the order of the sweep. */
export function differingParameters(
  points: readonly { readonly params: Params }[],
  { parameters, include }: Sweep,
): readonly string[] {
  const names = new Set([...parameters.map(({ name }) => name), ...include.flatMap((params) => Object.keys(params))])
  return [...names].filter((name) => {
    const first = canonicalJson(points[0]?.params[name] ?? null)
    return points.some(({ params }) => canonicalJson(params[name] ?? null) !== first)
  })
}
