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
