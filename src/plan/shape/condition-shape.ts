import { z } from 'zod'
import type { Json } from '../../core/json.js'
import type { Condition } from '../../core/parameter.js'
import { mapShape } from './map-shape.js'

const error =
  'must be a map of parameters to a value or a list of values, as { optimizer: [sgd, nesterov] }, or an expression'

/** `when` of a parameter: a map of names to a value or a list of values, or an expression. */
export const conditionShape = z
  .union(
    [
      z.string({ error }).regex(/\S/, { error }),
      mapShape(error).refine((map) => Object.keys(map).length > 0, { error }),
    ],
    { error },
  )
  .transform(conditionOf)

function conditionOf(when: string | Readonly<Record<string, unknown>>): Condition {
  if (typeof when === 'string') return { expression: when }
  const match = Object.entries(when).map(([name, values]) => [name, Array.isArray(values) ? values : [values]])
  return { match: Object.fromEntries(match) as Readonly<Record<string, readonly Json[]>> }
}
