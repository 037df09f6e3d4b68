import { canonicalJson } from './canonical-json.js'
import type { Json } from './json.js'
import type { ParameterSpec } from './parameter-spec.js'
import type { Params } from './trial.js'

/** Whether a parameter has an effect at a point, defaults filled in, as far as its experiment says. */
export function isRead({ readWhen = {} }: Pick<ParameterSpec, 'readWhen'>, point: Params): boolean {
  return Object.entries(readWhen).every(([name, values]) => hasValue(values, point[name]))
}

/** Whether a value is one of these. */
export function hasValue(values: readonly Json[], value: Json | undefined): boolean {
  return value !== undefined && values.some((each) => canonicalJson(each) === canonicalJson(value))
}
