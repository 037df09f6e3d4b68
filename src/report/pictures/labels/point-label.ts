import { isSearched, outerValues, type Parameter } from '../../../core/parameter.js'
import type { Params } from '../../../core/trial.js'
import { valueText } from '../../value-text.js'

/**
 * A point by what it was searched for alone: `adam, plateau, lr 0.01`. Words stand for themselves, other values behind
 * the name of their parameter.
 */
export function pointLabel(params: Params, parameters: readonly Parameter[]): string {
  const parts = parameters
    .filter((parameter) => isSearched(parameter) && Object.hasOwn(params, parameter.name))
    .map((parameter) => {
      const text = labelText(params[parameter.name]!)
      return outerValues(parameter).every((value) => typeof value === 'string') ? text : `${parameter.name} ${text}`
    })
  return parts.join(', ') || 'the only point'
}

/** Numbers as people write them: what was drawn at random has more digits than anybody reads. */
function labelText(value: Params[string]): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : valueText(value)
}
