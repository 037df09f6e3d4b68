import type { z } from 'zod'
import { distributionShapes } from '../parameters/distribution-shapes.js'
import { spacingShapes } from '../parameters/spacing-shapes.js'
import { conditionShape } from '../shape/condition-shape.js'
import { jsonSchemaOf } from './json-schema-of.js'

type Schema = Readonly<Record<string, unknown>>

// A value may stand in it twice where parameters move together.
const values = { type: 'array', minItems: 1, description: 'The values to try, one after another.' }

const reference = {
  run: { type: 'string', description: 'The run of the trial that training starts from.' },
  trial: { type: 'integer', minimum: 1, description: 'The number of that trial.' },
}

/** The JSON Schema of what may stand beside the name of a parameter. */
export function parameterSchema(): Schema {
  const { uniform, int_uniform: integers, categorical } = distributionShapes
  return {
    description:
      'A list of values, one value, or a map with values, value, range, linspace, logspace, distribution, or run and trial.',
    anyOf: [
      { type: ['string', 'number', 'boolean', 'null'], description: 'The one value.' },
      values,
      form({ values }, ['values']),
      form(reference, ['run', 'trial']),
      form({ value: { description: 'The one value; of any type.' } }, ['value']),
      ...Object.entries(spacingShapes).map(([name, shape]) => form({ [name]: inner(shape) }, [name])),
      ...Object.entries(distributionShapes).map(([name, shape]) => distribution(shape, name)),
      distribution(integers),
      distribution(uniform),
      distribution(categorical),
    ],
  }
}

/** A map with certain keys, and `when`. */
function form(properties: Schema, required: readonly string[]): Schema {
  const when = { ...inner(conditionShape), description: 'Where it does not hold, the parameter is absent.' }
  return { type: 'object', properties: { ...properties, when }, required, additionalProperties: false }
}

/** Without its name for the forms whose distribution their keys tell. */
function distribution(shape: z.ZodType, name?: string): Schema {
  const { properties, required = [] } = inner(shape) as { properties: Schema; required?: readonly string[] }
  if (name === undefined) return form(properties, required)
  const named = {
    const: name,
    description: "A distribution of W&B's; all but constant and categorical need method random or sobol.",
  }
  return form({ distribution: named, ...properties }, ['distribution', ...required])
}

function inner(shape: z.ZodType): Schema {
  const { $schema: _, ...schema } = jsonSchemaOf(shape)
  return schema
}
