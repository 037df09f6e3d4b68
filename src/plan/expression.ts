import jsep from 'jsep'
import { SweepError } from '../core/errors.js'
import type { Json } from '../core/json.js'
import { canonicalJson } from '../core/json.js'

jsep.addBinaryOp('**', 11, true)
jsep.addBinaryOp('in', 7)

/** An expression over the parameters of a point, as `batch_size * width <= 64`. */
export interface Expression {
  readonly text: string
  /** The parameters that it speaks of. */
  readonly names: readonly string[]
  /**
   * Its value at a point; undefined when that hangs on a parameter that is absent there. Throws ExpressionError for a value
   * of the wrong type.
   */
  value(params: Readonly<Record<string, Value>>): Value
}

/** A value within an expression; undefined is that of an absent parameter, and of what is computed from it. */
export type Value = Json | undefined

/**
 * Parses numbers, texts, lists, names of parameters, arithmetic, comparisons, `in`, `&& || !`, `? :`, and calls of a few
 * functions. A name that holds `-` is written `params["a-b"]`. Nothing of JavaScript is ever run. Throws ExpressionError.
 */
export function parseExpression(text: string): Expression {
  const names = new Set<string>()
  const evaluate = compile(syntaxOf(text), names)
  return {
    text,
    names: [...names],
    value(params) {
      try {
        return evaluate(params)
      } catch (cause) {
        if (!(cause instanceof ExpressionError)) throw cause
        throw new ExpressionError(`${cause.message}, at the point ${JSON.stringify(params)}`, { cause })
      }
    },
  }
}

/**
 * Refuses a name that holds `-` where it would be read as a difference: `lr-decay` as lr less decay. Throws ExpressionError,
 * which says how the name is written.
 */
export function refuseHyphens(text: string, names: readonly string[]): void {
  // Inside quotes it is a text, as in params["lr-decay"].
  const code = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (quoted) => ' '.repeat(quoted.length))
  const words = code.match(/[A-Za-z_$][\w$.]*(?:-[\w$.]+)+/g) ?? []
  const name = words.find((word) => names.includes(word))
  if (name === undefined) return
  throw new ExpressionError(
    `"${name}" is the name of a parameter, but would be read as a difference: write params["${name}"], or ${name.split('-').join(' - ')}`,
  )
}

type Evaluate = (params: Readonly<Record<string, Value>>) => Value

function syntaxOf(text: string): jsep.Expression {
  if (text.length > longest) throw new ExpressionError(`it is longer than ${longest} characters`)
  try {
    return jsep(text)
  } catch (cause) {
    throw new ExpressionError(`it cannot be read: ${(cause as Error).message}`, { cause })
  }
}

const longest = 2000

function compile(node: jsep.Expression, names: Set<string>): Evaluate {
  const inner = (child: unknown) => compile(child as jsep.Expression, names)
  switch (node.type) {
    case 'Literal': {
      const value = node.value as unknown
      if (value instanceof RegExp) throw new ExpressionError('a regular expression has no place here')
      return () => value as Json
    }
    case 'ArrayExpression': {
      const items = (node.elements as (jsep.Expression | null)[]).map((item) => {
        if (item === null) throw new ExpressionError('a list has an empty place')
        return inner(item)
      })
      return (params) => items.map((item) => item(params) ?? null)
    }
    case 'Identifier':
    case 'MemberExpression': {
      const name = nameIn(node)
      names.add(name)
      return (params) => (Object.hasOwn(params, name) ? params[name] : undefined)
    }
    case 'UnaryExpression': {
      const apply = operator(unaryOperators, node.operator)
      const of = inner(node.argument)
      return (params) => apply(of(params))
    }
    case 'BinaryExpression': {
      const apply = operator(binaryOperators, node.operator)
      const [left, right] = [inner(node.left), inner(node.right)]
      return (params) => apply(left(params), right(params))
    }
    case 'ConditionalExpression': {
      const [test, yes, no] = [inner(node.test), inner(node.consequent), inner(node.alternate)]
      return (params) => {
        const truth = test(params)
        return truth === undefined ? undefined : truth === true ? yes(params) : no(params)
      }
    }
    case 'CallExpression': {
      const name = (node.callee as jsep.Identifier).name
      const apply = typeof name === 'string' && Object.hasOwn(functions, name) ? functions[name] : undefined
      if (!apply) throw new ExpressionError(`there is no such function. Allowed: ${Object.keys(functions).join(', ')}`)
      const given = (node.arguments as jsep.Expression[]).map(inner)
      return (params) => apply(given.map((argument) => argument(params)))
    }
    case 'Compound':
    case 'SequenceExpression':
      throw new ExpressionError('it must be one expression. Join two with && or ||')
    default:
      throw new ExpressionError(`${node.type} has no place here`)
  }
}

/** `a`, `a.b` for a parameter whose name holds a dot, and `params["a-b"]` for any. */
function nameIn(node: jsep.Expression): string {
  if (node.type === 'Identifier') return node.name as string
  const { object, property, computed } = node as jsep.MemberExpression
  const literal = (property as jsep.Literal).value
  if (computed && object.type === 'Identifier' && object.name === 'params' && typeof literal === 'string')
    return literal
  if (computed || property.type !== 'Identifier' || !['Identifier', 'MemberExpression'].includes(object.type)) {
    throw new ExpressionError('brackets name a parameter only as in params["a-b"]')
  }
  return `${nameIn(object)}.${property.name}`
}

function operator<T>(table: Readonly<Record<string, T>>, sign: unknown): T {
  const name = String(sign)
  if (Object.hasOwn(table, name)) return table[name]!
  throw new ExpressionError(`there is no operator ${name}. Allowed: ${Object.keys(table).join(' ')}`)
}

/** An expression of a sweep file cannot be read, or has no value at a point. */
export class ExpressionError extends SweepError {
  override readonly name = 'ExpressionError'
}

/** The functions that an expression may call. Of an absent parameter they are unknown. */
const functions: Readonly<Record<string, (given: readonly Value[]) => Value>> = {
  min: of('min', Math.min),
  max: of('max', Math.max),
  abs: of('abs', Math.abs, 1),
  sqrt: of('sqrt', Math.sqrt, 1),
  log: of('log', Math.log, 1),
  log2: of('log2', Math.log2, 1),
  log10: of('log10', Math.log10, 1),
  floor: of('floor', Math.floor, 1),
  ceil: of('ceil', Math.ceil, 1),
  round: of('round', Math.round, 1),
}

function of(name: string, apply: (...numbers: number[]) => number, count?: number): (given: readonly Value[]) => Value {
  return (given) => {
    if (count === undefined ? given.length === 0 : given.length !== count) {
      throw new ExpressionError(`${name} takes ${count ?? 'at least one'} number, not ${given.length}`)
    }
    const numbers = given.map((value) => (value === undefined ? undefined : numberIn(name, value)))
    return numbers.includes(undefined) ? undefined : apply(...(numbers as number[]))
  }
}

/** The number that `user` (an operator or a function) needs. Throws ExpressionError for any other value. */
function numberIn(user: string, value: Json): number {
  if (typeof value === 'number') return value
  throw new ExpressionError(`"${user}" needs a number, not ${JSON.stringify(value)}`)
}

/**
 * The operators. A parameter that is absent has an unknown value: what is computed from it or compared with it is unknown
 * too, unless the other side of `&&` or `||` settles it, as in SQL. Only `== null` and `!= null` ask whether it is there.
 */
const binaryOperators: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
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

const unaryOperators: Readonly<Record<string, (of: Value) => Value>> = {
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
