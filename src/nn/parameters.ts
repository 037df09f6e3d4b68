import { UsageError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import type { ParameterSpecs } from '../core/parameter.js'
import type { Params } from '../core/trial.js'

/** Reads parameters by name; what is left out has its default. Throws UsageError for a value of another type. */
export interface ParamReader {
  /** Every parameter that the experiment reads. */
  all(): Params
  value(name: string): Json
  number(name: string): number
  boolean(name: string): boolean
  /** One of the names that `known` has, or of those that the spec lists. */
  oneOf<Name extends string>(name: string, known: readonly Name[]): Name
}

export function paramReader(specs: ParameterSpecs, params: Params): ParamReader {
  // A null that is written is a value too.
  const value = (name: string): Json => (Object.hasOwn(params, name) ? params[name] : specs[name]?.default) ?? null
  return {
    all: () => Object.fromEntries(Object.keys(specs).map((name) => [name, value(name)])),
    value,
    number(name) {
      const given = value(name)
      if (typeof given !== 'number') throw new UsageError(`${name}: ${JSON.stringify(given)} is not a number`)
      return given
    },
    boolean(name) {
      const given = value(name)
      if (typeof given !== 'boolean') throw new UsageError(`${name}: ${JSON.stringify(given)} is not true or false`)
      return given
    },
    oneOf(name, known) {
      const given = value(name)
      const found = known.find((each) => each === given)
      if (found !== undefined) return found
      throw new UsageError(`${name}: ${JSON.stringify(given)} is unknown; write one of ${known.join(', ')}`)
    },
  }
}
