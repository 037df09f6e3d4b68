import { canonicalJson } from '../core/canonical-json.js'
import { didYouMean } from '../core/did-you-mean.js'
import type { Json } from '../core/json.js'
import type { Parameter } from '../core/parameter.js'
import { planErrorAt } from './plan-error-at.js'
import { showValue } from './show-value.js'
import type { SweepFile } from './sweep-file.js'

const forms = ['values', 'value']
const distributionKeys = ['distribution', 'min', 'max', 'mu', 'sigma', 'q', 'probabilities']

/**
 * Reads the parameters in their order: a list or `{ values: [...] }` is searched, a scalar or `{ value: x }` is fixed.
 * Throws PlanError for any other form, an empty list, a repeated value, and a name that is not like a variable's.
 */
export function parseParameters(
  parameters: Readonly<Record<string, unknown>>,
  where: Pick<SweepFile, 'file' | 'positions'>,
): readonly Parameter[] {
  return Object.entries(parameters).map(([name, form]) => {
    const path = `parameters.${name}`
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
      throw planErrorAt(where, path, 'a name must be letters, digits, "_", "." or "-", starting with a letter or "_"')
    }
    return { name, values: valuesOf(form, path, where) }
  })
}

function valuesOf(form: unknown, path: string, where: Pick<SweepFile, 'file' | 'positions'>): readonly Json[] {
  if (Array.isArray(form)) return checkedList(form, path, where)
  if (typeof form !== 'object' || form === null) return [form as Json]

  for (const key of Object.keys(form)) {
    if (forms.includes(key)) continue
    if (distributionKeys.includes(key)) {
      const hint = 'Write the values out, as { values: [0.1, 0.01] }, or the one value, as { value: 0.1 }'
      throw planErrorAt(where, `${path}.${key}`, 'distributions are not supported so far', hint)
    }
    const hint = `${didYouMean(key, forms)}Allowed: ${forms.join(', ')}`
    throw planErrorAt(where, `${path}.${key}`, `unknown key "${key}"`, hint)
  }
  if (Object.keys(form).length !== 1) {
    throw planErrorAt(where, path, `must have either values or value, got ${showValue(form)}`)
  }
  if ('value' in form) return [form.value as Json]
  const values = (form as { values: unknown }).values
  if (Array.isArray(values)) return checkedList(values, `${path}.values`, where)
  const given = showValue(values)
  throw planErrorAt(where, `${path}.values`, `must be a list, got ${given}`, `For one value write { value: ${given} }`)
}

function checkedList(
  values: readonly Json[],
  path: string,
  where: Pick<SweepFile, 'file' | 'positions'>,
): readonly Json[] {
  if (values.length === 0) throw planErrorAt(where, path, 'an empty list has no value to try', 'Add a value')
  const seen = new Map<string, number>()
  values.forEach((value, i) => {
    const text = canonicalJson(value)
    const earlier = seen.get(text)
    if (earlier !== undefined) {
      const problem = `${showValue(value)} is already item ${earlier + 1} of this list`
      throw planErrorAt(where, `${path}[${i}]`, problem, 'To repeat a point, use seeds')
    }
    seen.set(text, i)
  })
  return values
}
