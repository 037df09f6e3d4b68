import type { Json } from '../../core/json.js'
import { ExpressionError } from './expression-error.js'

/** The number that `user` (an operator or a function) needs. Throws ExpressionError for any other value. */
export function numberIn(user: string, value: Json): number {
  if (typeof value === 'number') return value
  throw new ExpressionError(`"${user}" needs a number, not ${JSON.stringify(value)}`)
}
