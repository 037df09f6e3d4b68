import { didYouMean } from '../core/did-you-mean.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter-spec.js'

/**
 * Sees that plain specs have types that there are: an experiment in JavaScript, and one in TypeScript that nobody checks,
 * may say anything. Throws an Error that names the parameter and the types.
 */
export function checkSpecs(specs: ParameterSpecs): void {
  for (const [name, spec] of Object.entries(specs)) {
    const type: unknown = (spec as { type?: unknown } | null)?.type
    if (typeof type === 'string' && Object.hasOwn(types, type)) continue
    const given = typeof type === 'string' ? `the type "${type}"` : 'no type'
    const meant = typeof type === 'string' ? didYouMean(type, Object.keys(types)) : ''
    throw new Error(
      `the parameter "${name}" has ${given}. ${meant}There are: ${Object.keys(types).join(', ')}; ` +
        'json is for lists, maps and mixed values',
    )
  }
}

const types: Readonly<Record<ParameterSpec['type'], true>> = {
  number: true,
  integer: true,
  string: true,
  boolean: true,
  path: true,
  trial: true,
  json: true,
}
