import { canonicalJson } from '../../core/canonical-json.js'
import type { Json } from '../../core/json.js'
import type { Condition } from '../../core/parameter.js'
import type { Params } from '../../core/trial.js'
import { parseExpression } from '../expression/parse-expression.js'
import type { Point } from './empty-point.js'

/** Something that holds or does not hold at a point, and can be asked as soon as the parameters that it names are known. */
export interface Rule {
  /** As people know it: `exclude 1`, `when "a < b"`. */
  readonly text: string
  readonly names: readonly string[]
  holds(point: Point): boolean
}

/** The rule of a condition. An expression that hangs on an absent parameter does not hold. */
export function conditionRule(condition: Condition): Rule {
  if ('match' in condition) return { ...matching(condition.match), text: JSON.stringify(condition.match) }
  const { names, value } = parseExpression(condition.expression)
  return { text: condition.expression, names, holds: (point) => value(point) === true }
}

/** The rule of a constraint: like a CHECK in SQL it holds where it hangs on an absent parameter. */
export function constraintRule(expression: string): Rule {
  const { names, value } = parseExpression(expression)
  return { text: `when "${expression}"`, names, holds: (point) => value(point) !== false }
}

/** The rule of an entry of `exclude`: it holds for points that differ in one of the values at least. */
export function excludeRule(entry: Params, number: number): Rule {
  const { names, holds } = matching(Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, [value]])))
  return { text: `exclude ${number}`, names, holds: (point) => !holds(point) }
}

function matching(match: Readonly<Record<string, readonly Json[]>>): Pick<Rule, 'names' | 'holds'> {
  const wanted = Object.entries(match).map(([name, values]) => ({ name, isOneOf: oneOf(values) }))
  return {
    names: Object.keys(match),
    holds: (point) =>
      wanted.every(({ name, isOneOf }) => {
        const value = Object.hasOwn(point, name) ? point[name] : undefined
        return value !== undefined && isOneOf(value)
      }),
  }
}

/** Lists and maps are compared by what they hold; all else as it is, which is much faster. */
function oneOf(values: readonly Json[]): (value: Json) => boolean {
  const plain = new Set(values.filter((value) => typeof value !== 'object'))
  const texts = new Set(values.filter((value) => typeof value === 'object').map(canonicalJson))
  return (value) => (typeof value === 'object' ? texts.has(canonicalJson(value)) : plain.has(value))
}
