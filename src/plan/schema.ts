import { z } from 'zod'
import { distributionShapes } from './parameters/distributions.js'
import { spacingShapes } from './parameters/spacings.js'
import { foreignKeys, foreignMetricKeys } from './shape/foreign-keys.js'
import { sweepShape } from './shape/sweep.js'
import { conditionShape } from './shape/values.js'

/**
 * The JSON Schema (draft 2020-12) of the sweep file, for editors: made from the shapes that parseSweep reads it with. It lets
 * pass all that parseSweep does; what hangs on names, values or expressions only parseSweep sees.
 */
export function sweepSchema(): Record<string, unknown> {
  const { $schema, ...schema } = jsonSchemaOf(sweepShape)
  const properties = schema.properties as Record<string, Record<string, unknown>>
  const metric = properties.metric!
  return {
    $schema,
    title: 'A sweep file',
    description: 'An experiment, its parameters with their values, and the metric to optimize.',
    ...schema,
    required: ['metric', 'parameters'],
    properties: {
      ...properties,
      metric: { ...metric, properties: { ...(metric.properties as object), ...meaningless(foreignMetricKeys) } },
      parameters: {
        type: 'object',
        description: properties.parameters!.description,
        maxProperties: 1000,
        propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$' },
        additionalProperties: { $ref: '#/$defs/parameter' },
      },
      ...meaningless(foreignKeys),
    },
    patternProperties: { '^x-': { description: 'A place for anchors; nothing else is made of it.' } },
    anyOf: [{ required: ['experiment'] }, { required: ['program'] }],
    if: { properties: { method: { enum: ['random', 'sobol'] } }, required: ['method'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    then: { required: ['run_cap'] },
    $defs: { ...(schema.$defs as object | undefined), parameter: parameterSchema() },
  }
}

/** W&B's keys: let pass, and marked so that an editor strikes them out. */
function meaningless(keys: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(keys).map(([key, why]) => [key, { description: `No meaning here: ${why}.`, deprecated: true }]),
  )
}

/** The JSON Schema of what a shape takes, draft 2020-12. A shape that checks with code becomes what its metadata says. */
function jsonSchemaOf(shape: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any', reused: 'inline' })
}

type Schema = Readonly<Record<string, unknown>>

// A value may stand in it twice where parameters move together.
const values = { type: 'array', minItems: 1, description: 'The values to try, one after another.' }

const reference = {
  run: { type: 'string', description: 'The run of the trial that training starts from.' },
  trial: { type: 'integer', minimum: 1, description: 'The number of that trial.' },
}

/** The JSON Schema of what may stand beside the name of a parameter. */
function parameterSchema(): Schema {
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
