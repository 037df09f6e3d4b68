import { z } from 'zod'

/** The keys that a shape allows at a path; none where it has no map of its own there. */
export function keysAt(shape: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const inner = unwrapped(shape)
  if (!(inner instanceof z.ZodObject)) return []
  const [step, ...rest] = path
  if (step === undefined) return Object.keys(inner.shape)
  const next = inner.shape[String(step)] as z.core.$ZodType | undefined
  return next === undefined ? [] : keysAt(next, rest)
}

function unwrapped(shape: z.core.$ZodType): z.core.$ZodType {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodDefault || shape instanceof z.ZodPrefault) {
    return unwrapped(shape.def.innerType)
  }
  return shape instanceof z.ZodPipe ? unwrapped(shape.def.in) : shape
}
