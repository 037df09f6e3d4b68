/**
 * A schema of all parameters of an experiment, as zod and others make it: Standard Schema with its JSON Schema
 * (standardschema.dev), as far as it is used here.
 */
export interface ParameterSchema<Output = unknown> {
  readonly '~standard': {
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>
    readonly jsonSchema?: { readonly input: (options: { readonly target: 'draft-2020-12' }) => object }
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

export interface SchemaResult {
  readonly value?: unknown
  readonly issues?: readonly SchemaIssue[] | undefined
}

export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Whether what an experiment gives as its parameters is a schema, and not a record of specs. */
export function isParameterSchema(parameters: object): parameters is ParameterSchema {
  return '~standard' in parameters
}
