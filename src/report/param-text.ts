import { shortNumber } from '../core/texts.js'
import type { Params } from '../core/trial.js'
import { oneLine } from './one-line.js'
import { valueText } from './value-text.js'

/**
 * A parameter of a trial in a table: what was drawn has five significant digits, and what the trial has no value for, since
 * a condition does not hold there, is a dash, unlike null.
 */
export function paramText(params: Params, name: string): string {
  if (!Object.hasOwn(params, name)) return '-'
  const value = params[name]!
  return typeof value === 'number' ? shortNumber(value) : oneLine(valueText(value))
}
