import type { Json } from '../core/json.js'
import type { ParameterSchema, SchemaIssue } from '../core/parameter-schema.js'
import type { Params } from '../core/trial.js'

/** The parameters as a schema gives them: checked, defaults filled in, transformed. Throws an Error that lists its issues. */
export async function parseParams(schema: ParameterSchema, params: Params): Promise<Params> {
  const { value, issues } = await schema['~standard'].validate(params)
  if (!issues) return value as Params
  throw new Error(issues.map((issue) => `${issuePath(issue).join('.') || 'parameters'}: ${issue.message}`).join('; '))
}

/** Where in the parameters an issue lies; empty for one of several together. */
export function issuePath({ path = [] }: SchemaIssue): readonly string[] {
  return path.map((step) => String(typeof step === 'object' ? step.key : step))
}

/** One thing that a schema does not accept of a point. */
export interface PointIssue {
  /** Place of the point among those asked for. */
  readonly point: number
  readonly path: readonly string[]
  readonly message: string
}

/** Checks points, in their order, up to the first that a schema refuses. */
export async function checkPoints(
  schema: ParameterSchema,
  points: readonly Readonly<Record<string, Json>>[],
): Promise<PointIssue | undefined> {
  for (const [point, params] of points.entries()) {
    const { issues } = await schema['~standard'].validate(params)
    if (issues?.[0]) return { point, path: issuePath(issues[0]), message: issues[0].message }
  }
  return undefined
}
