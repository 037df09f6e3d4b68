import type { z } from 'zod'
import { didYouMean } from '../../core/did-you-mean.js'
import { pathText } from '../path-text.js'
import type { PlanError } from '../plan-error.js'
import { planErrorAt } from '../plan-error-at.js'
import { showValue } from '../show-value.js'
import type { SweepFile } from '../sweep-file.js'
import { keysAt } from './keys-at.js'

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

export interface ShapeFailure {
  readonly shape: z.core.$ZodType
  readonly value: unknown
  readonly issues: readonly z.core.$ZodIssue[]
  /** Where `value` stands in the sweep file; left out for the whole of it. */
  readonly base?: readonly PropertyKey[]
}
