import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { Sweep } from '../core/sweep.js'

/** What an experiment takes for the parameters that a sweep names nowhere. */
export function defaultParams(sweep: Sweep, specs: ParameterSpecs | undefined): Readonly<Record<string, Json>> {
  const named = new Set([...sweep.parameters.map(({ name }) => name), ...sweep.include.flatMap(Object.keys)])
  const defaults: Record<string, Json> = {}
  for (const [name, spec] of Object.entries(specs ?? {})) {
    if (!named.has(name) && spec.default !== undefined) defaults[name] = spec.default
  }
  return defaults
}
