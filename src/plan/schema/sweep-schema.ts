import { foreignKeys, foreignMetricKeys } from '../shape/foreign-keys.js'
import { sweepShape } from '../shape/sweep-shape.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { parameterSchema } from './parameter-schema.js'

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
