import { z } from 'zod'

/** The JSON Schema of what a shape takes, draft 2020-12. A shape that checks with code becomes what its metadata says. */
export function jsonSchemaOf(shape: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any', reused: 'inline' })
}
