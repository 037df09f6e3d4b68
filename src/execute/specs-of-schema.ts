import type { Json } from '../core/json.js'
import type { ParameterSchema } from '../core/parameter-schema.js'
import type { ParameterSpec, ParameterSpecs } from '../core/parameter-spec.js'

/**
 * What a schema says of each parameter, as far as plain specs can say it; the schema itself checks the rest. Throws an
 * Error for a schema that is not that of an object, or that cannot be written as JSON Schema.
 */
export function specsOfSchema({ '~standard': standard }: ParameterSchema): ParameterSpecs {
  if (!standard.jsonSchema) {
    throw new Error(
      `its parameters are a schema of ${standard.vendor} that cannot be written as JSON Schema. ` +
        'Use zod 4.2 or newer, another library of Standard JSON Schema, or plain specs',
    )
  }
  const schema = standard.jsonSchema.input({ target: 'draft-2020-12' }) as ObjectSchema
  if (schema.type !== 'object')
    throw new Error('its parameters must be an object schema, as z.object({ lr: z.number() })')
  const required = new Set(schema.required ?? [])
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [name, specOf(property, required.has(name))]),
  )
}

interface ObjectSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Property>>
  readonly required?: readonly string[]
}

interface Property {
  readonly type?: string
  readonly enum?: readonly Json[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: Json
  readonly description?: string
}

function specOf(property: Property, required: boolean): ParameterSpec {
  const { type, enum: values, minimum: min, maximum: max, default: given, description = '' } = property
  // What may be left out and has no default is null to whoever asks for its value.
  if (!required && given === undefined) return { type: 'json', default: null, description }
  const common = { description, ...(given !== undefined && { default: given }) }
  switch (type) {
    case 'number':
    case 'integer':
      return { type, ...common, ...(isBound(min) && { min }), ...(isBound(max) && { max }) } as ParameterSpec
    case 'string':
      return { type, ...common, ...(values && { values }) } as ParameterSpec
    case 'boolean':
      return { type, ...common } as ParameterSpec
    default:
      return { type: 'json', ...common }
  }
}

/** zod writes the range of safe integers out where nothing was said. */
function isBound(value: number | undefined): boolean {
  return value !== undefined && Math.abs(value) !== Number.MAX_SAFE_INTEGER
}
