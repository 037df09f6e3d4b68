import { z } from 'zod'
import { didYouMean } from '../../core/texts.js'
import { type PlanError, pathText, planErrorAt, type SweepFile, showValue } from '../sweep-file.js'

/** What a shape found wrong with a value that stands at `base`, as one error with its place. */
export function shapeError(
  where: Pick<SweepFile, 'file' | 'positions'>,
  { shape, value, issues, base = [] }: ShapeFailure,
): PlanError {
  // A misspelt key is also a missing one; the misspelling is the better thing to say.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!
  const path = pathText([...base, ...issue.path])
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    const allowed = keysAt(shape, issue.path)
    const hint = `${didYouMean(key, allowed)}Allowed: ${allowed.join(', ')}`
    return planErrorAt(where, pathText([...base, ...issue.path, key]), `unknown key "${key}"`, hint)
  }
  if (value === null && base.length === 0) return planErrorAt(where, path, `the file is empty; it ${issue.message}`)
  const given = issue.path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown>)?.[step], value)
  if (given === undefined) return planErrorAt(where, path, `missing; it ${issue.message}`)
  const allowed = issue.code === 'invalid_value' ? issue.values.filter((one) => typeof one === 'string') : []
  const meant = typeof given === 'string' ? didYouMean(given, allowed).trim() : ''
  return planErrorAt(where, path, `${issue.message}, got ${showValue(given)}`, meant)
}

interface ShapeFailure {
  readonly shape: z.core.$ZodType
  readonly value: unknown
  readonly issues: readonly z.core.$ZodIssue[]
  /** Where `value` stands in the sweep file; left out for the whole of it. */
  readonly base?: readonly PropertyKey[]
}

/** The keys that a shape allows at a path; none where it has no map of its own there. */
function keysAt(shape: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
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
