import type { Parameter } from '../../core/parameter.js'
import type { Method } from '../../core/sweep.js'
import { planErrorAt } from '../plan-error-at.js'
import type { SweepFile } from '../sweep-file.js'
import { parseForm } from './parse-form.js'

const most = 1000

/**
 * Reads the parameters in their order, each in one of the forms that parameterForms lists, or as a list or a scalar.
 * Throws PlanError for any other form, an empty list, a repeated value, and a name that is not like a variable's.
 */
export function parseParameters(
  parameters: Readonly<Record<string, unknown>>,
  { method, zip }: { readonly method: Method; readonly zip: readonly (readonly string[])[] },
  where: Pick<SweepFile, 'file' | 'positions'>,
): readonly Parameter[] {
  const count = Object.keys(parameters).length
  if (count > most) {
    throw planErrorAt(where, 'parameters', `${count} parameters are more than can be searched`, `Write at most ${most}`)
  }
  return Object.entries(parameters).map(([name, form]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
      const problem = 'a name must be letters, digits, "_", "." or "-", starting with a letter or "_"'
      throw planErrorAt(where, `parameters.${name}`, problem)
    }
    const zipped = zip.some((group) => group.includes(name))
    return { name, ...parseForm(form, { name, method, zipped, where }) }
  })
}
