import { resolve } from 'node:path'
import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter-spec.js'
import type { Params } from '../core/trial.js'

/** What the experiment is given: the trial's parameters, defaults filled in, paths made absolute. */
export function completeParams(params: Params, specs: ParameterSpecs | undefined, baseFolder: string): Params {
  if (!specs) return params
  const completed: Record<string, Json> = { ...params }
  for (const [name, spec] of Object.entries(specs)) {
    // A null that is written is a value too.
    const value = Object.hasOwn(params, name) ? params[name] : spec.default
    if (value === undefined) continue
    completed[name] = spec.type === 'path' && typeof value === 'string' ? resolve(baseFolder, value) : value
  }
  return completed
}
