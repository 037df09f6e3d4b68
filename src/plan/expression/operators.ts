import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import { ExpressionError } from './expression-error.js'
import { numberIn } from './number-in.js'
import type { Value } from './parse-expression.js'

/**
 * The operators. A parameter that is absent has an unknown value: what is computed from it or compared with it is unknown
 * too, unless the other side of `&&` or `||` settles it, as in SQL. Only `== null` and `!= null` ask whether it is there.
 */
export const binaryOperators: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '+': known((a, b) => numberIn('+', a) + numberIn('+', b)),
  '-': known((a, b) => numberIn('-', a) - numberIn('-', b)),
  '*': known((a, b) => numberIn('*', a) * numberIn('*', b)),
  '/': known((a, b) => numberIn('/', a) / numberIn('/', b)),
  '%': known((a, b) => numberIn('%', a) % numberIn('%', b)),
  '**': known((a, b) => numberIn('**', a) ** numberIn('**', b)),
  '<': known((a, b) => order('<', a, b) < 0),
  '<=': known((a, b) => order('<=', a, b) <= 0),
  '>': known((a, b) => order('>', a, b) > 0),
  '>=': known((a, b) => order('>=', a, b) >= 0),
  '==': equal,
  '===': equal,
  '!=': (a, b) => not(equal(a, b)),
  '!==': (a, b) => not(equal(a, b)),
  in: known((a, list) => {
    if (!Array.isArray(list)) throw new ExpressionError('what follows "in" must be a list')
    return list.some((item) => canonicalJson(item) === canonicalJson(a))
  }),
  '&&': (a, b) => {
    const [left, right] = [truth('&&', a), truth('&&', b)]
    if (left === false || right === false) return false
    return left === undefined || right === undefined ? undefined : true
  },
  '||': (a, b) => {
    const [left, right] = [truth('||', a), truth('||', b)]
    if (left === true || right === true) return true
    return left === undefined || right === undefined ? undefined : false
  },
}

export const unaryOperators: Readonly<Record<string, (of: Value) => Value>> = {
  '-': (of) => (of === undefined ? undefined : -numberIn('-', of)),
  '+': (of) => (of === undefined ? undefined : numberIn('+', of)),
  '!': (of) => not(truth('!', of)),
}

function known(apply: (left: Json, right: Json) => Json): (left: Value, right: Value) => Value {
  return (left, right) => (left === undefined || right === undefined ? undefined : apply(left, right))
}

function equal(a: Value, b: Value): boolean | undefined {
  if (a === undefined || b === undefined) return a === null || b === null ? true : undefined
  return canonicalJson(a) === canonicalJson(b)
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth
}

function truth(sign: string, value: Value): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value
  throw new ExpressionError(`"${sign}" joins true and false, not ${JSON.stringify(value)}`)
}

function order(sign: string, a: Json, b: Json): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return numberIn(sign, a) - numberIn(sign, b)
}
