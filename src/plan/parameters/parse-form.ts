import { didYouMean } from '../../core/did-you-mean.js'
import type { Json } from '../../core/json.js'
import type { Condition, DrawnParameter, ListParameter } from '../../core/parameter.js'
import type { Method } from '../../core/sweep.js'
import { planErrorAt } from '../plan-error-at.js'
import { conditionShape } from '../shape/condition-shape.js'
import { shapeError } from '../shape/shape-error.js'
import { showValue } from '../show-value.js'
import type { SweepFile } from '../sweep-file.js'
import { isReferenceMap } from '../trial-reference.js'
import { checkedList } from './checked-list.js'
import { parameterKeys } from './parameter-keys.js'
import { parseDistribution } from './parse-distribution.js'
import { parseSpacing } from './parse-spacing.js'

/** Where a parameter stands, and under which method. */
export interface FormPlace {
  readonly name: string
  readonly method: Method
  /** It moves together with others, so that its values may stand in its list twice. */
  readonly zipped: boolean
  readonly where: Pick<SweepFile, 'file' | 'positions'>
}

/** What a parameter can be: its values or its distribution, without its name and its condition. */
export type Choice = Pick<ListParameter, 'values'> | Pick<DrawnParameter, 'distribution'>

/** Reads what stands beside the name of a parameter. Throws PlanError. */
export function parseForm(form: unknown, place: FormPlace): Choice & { readonly when?: Condition } {
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
