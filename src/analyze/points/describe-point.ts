import type { Json } from '../../core/json.js'
import { shortNumber } from '../../core/short-number.js'
import type { Params } from '../../core/trial.js'

/**
 * A point by what tells it from others: the given parameters, as "optimizer nesterov, lr 0.01", true and false as "on"
 * and "off". Those that it does not have are left out; empty where none is left.
 */
export function describePoint(params: Params, names: readonly string[]): string {
  const told = names.filter((name) => params[name] !== undefined)
  return told.map((name) => `${name} ${valueText(params[name]!)}`).join(', ')
}

function valueText(value: Json): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number') return shortNumber(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
