import { z } from 'zod'

/**
 * A map whose keys are names of parameters. Not zod's record, which refuses a map with a key `constructor`.
 * Its metadata is what becomes of it in the JSON Schema.
 */
export function mapShape(error: string) {
  return z.custom<Readonly<Record<string, unknown>>>(isMap, { error }).meta({ type: 'object' })
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
