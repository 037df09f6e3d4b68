import { z } from 'zod'

/**
 * A map whose keys are names of parameters. Not zod's record, which refuses a map with a key `constructor`; the JSON Schema
 * of it is given by sweepSchema.
 */
export function mapShape(error: string) {
  return z.custom<Readonly<Record<string, unknown>>>(isMap, { error })
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
