import type { Json } from '../../core/json.js'
import type { Condition, Parameter } from '../../core/parameter.js'
import type { Method } from '../../core/sweep.js'
import { didYouMean } from '../../core/texts.js'
import { shapeError } from '../shape/error.js'
import { conditionShape } from '../shape/values.js'
import { planErrorAt, type SweepFile, showValue } from '../sweep-file.js'
import { isReferenceMap } from '../trial-reference.js'
import { distributionShapes, parseDistribution } from './distributions.js'
import { type Choice, checkedList, type FormPlace } from './form.js'
import { parseSpacing, spacingShapes } from './spacings.js'

/** Reads what stands beside the name of a parameter. Throws PlanError. */
function parseForm(form: unknown, place: FormPlace): Choice & { readonly when?: Condition } {
  const path = `parameters.${place.name}`
  if (Array.isArray(form)) return { values: checkedList(form, path, place.where, place.zipped) }
  if (typeof form !== 'object' || form === null) return { values: [form as Json] }

  const { when, ...choice } = form as Readonly<Record<string, unknown>>
  if (!isReferenceMap(choice)) checkKeys(Object.keys(choice), path, place.where)
  const parsed = choiceOf(choice, place)
  if (!Object.hasOwn(form, 'when')) return parsed
  const condition = conditionShape.safeParse(when)
  if (condition.success) return { ...parsed, when: condition.data }
  const failure = { shape: conditionShape, value: when, issues: condition.error.issues }
  throw shapeError(place.where, { ...failure, base: ['parameters', place.name, 'when'] })
}

function checkKeys(keys: readonly string[], path: string, where: FormPlace['where']): void {
  for (const key of keys) {
    if (parameterKeys.includes(key)) continue
    if (key === 'parameters') {
      const hint = 'Write each with a name of its own, as optimizer.lr'
      throw planErrorAt(where, `${path}.${key}`, 'parameters within a parameter are not supported', hint)
    }
    const hint = `${didYouMean(key, parameterKeys)}Allowed: ${parameterKeys.join(', ')}`
    throw planErrorAt(where, `${path}.${key}`, `unknown key "${key}"`, hint)
  }
}

function choiceOf(choice: Readonly<Record<string, unknown>>, place: FormPlace): Choice {
  const { where } = place
  const path = `parameters.${place.name}`
  const keys = Object.keys(choice)
  // No key of a form: only one value can be meant, a trial of another run.
  if (isReferenceMap(choice)) return { values: [choice as Json] }
  const [only] = keys
  if (keys.length === 1) {
    if (only === 'value') return { values: [choice.value as Json] }
    if (only === 'values') return { values: listAt(choice.values, `${path}.values`, place) }
    if (only === 'range' || only === 'linspace' || only === 'logspace') return parseSpacing(only, choice[only], place)
  }
  const mixed = keys.find((key) => ['value', 'range', 'linspace', 'logspace'].includes(key))
  const constant = choice.distribution === 'constant' && mixed === 'value'
  const drawn = ['distribution', 'probabilities', 'min'].some((key) => keys.includes(key)) || keys.includes('max')
  if (drawn && (mixed === undefined || constant)) return parseDistribution(choice, place)
  const given = showValue(choice)
  throw planErrorAt(
    where,
    path,
    `must have one of values, value, range, linspace, logspace or distribution, got ${given}`,
  )
}

function listAt(values: unknown, path: string, { where, zipped }: FormPlace): readonly Json[] {
  if (Array.isArray(values)) return checkedList(values, path, where, zipped)
  const given = showValue(values)
  throw planErrorAt(where, path, `must be a list, got ${given}`, `For one value write { value: ${given} }`)
}

/** All keys that the map of a parameter may have, in one form or another. */
const parameterKeys: readonly string[] = [
  ...new Set([
    'values',
    'value',
    ...Object.keys(spacingShapes),
    'distribution',
    ...Object.values(distributionShapes).flatMap((shape) => Object.keys(shape.shape)),
    'when',
  ]),
]

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
