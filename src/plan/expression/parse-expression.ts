import jsep from 'jsep'
import type { Json } from '../../core/json.js'
import { ExpressionError } from './expression-error.js'
import { functions } from './functions.js'
import { binaryOperators, unaryOperators } from './operators.js'

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
