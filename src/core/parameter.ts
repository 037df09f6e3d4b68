import { canonicalJson, type Json } from './json.js'
import type { Params } from './trial.js'

/** One hyperparameter: searched when it has several values or a distribution, fixed when it has one value. */
export type Parameter = ListParameter | DrawnParameter

export interface ListParameter {
  readonly name: string
  readonly values: readonly Json[]
  /** Where it does not hold, the parameter is absent from the point. */
  readonly when?: Condition
}

/** A parameter whose values are drawn, one for each point. */
export interface DrawnParameter {
  readonly name: string
  readonly distribution: Distribution
  readonly when?: Condition
}

/**
 * Which points something holds for: those whose parameters each have one of the values that are listed for it, or those
 * that make an expression true. A parameter that is absent has no value and equals none.
 */
export type Condition = { readonly match: Readonly<Record<string, readonly Json[]>> } | { readonly expression: string }

/** The distributions of W&B's sweep files, by their names there. `q` rounds to its multiples. */
export type Distribution =
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'log_uniform_values'; readonly min: number; readonly max: number }
  | { readonly kind: 'q_uniform'; readonly min: number; readonly max: number; readonly q: number }
  | { readonly kind: 'int_uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'normal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'categorical'; readonly values: readonly Json[]; readonly probabilities: readonly number[] }

/** A parameter that is the same in every trial. */
type FixedParameter = ListParameter & { readonly values: readonly [Json] }

/** Whether a parameter has one value only, and has it everywhere. */
export function isFixed(parameter: Parameter): parameter is FixedParameter {
  return 'values' in parameter && parameter.values.length === 1 && !parameter.when
}

/** Whether trials may differ in this parameter, or in having it. */
export function isSearched(parameter: Parameter): boolean {
  return !isFixed(parameter)
}

/** All values that a parameter can take or, where they are too many, the ends of their range; none without ends. */
export function outerValues(parameter: Parameter): readonly Json[] {
  if ('values' in parameter) return parameter.values
  const { distribution } = parameter
  switch (distribution.kind) {
    case 'categorical':
      return distribution.values
    case 'normal':
      return []
    default:
      return [distribution.min, distribution.max]
  }
}

/**
 * What an experiment says about one parameter that it reads. Plain data, so that it crosses threads.
 * Without a `default` the sweep file must give the parameter. A `path` is given relative to the sweep file. A `trial` is
 * what training starts from: the folder of a model, relative to the sweep file, or a trial of another run as
 * `{ run: study, trial: 4 }`; the experiment gets a StartingPoint.
 */
export type ParameterSpec = {
  /** What it is, for `sweep experiment` and for errors. */
  readonly description?: string
  /** Other parameters with the values with which this one has an effect, all of them at once; left out, it always has one. */
  readonly readWhen?: Readonly<Record<string, readonly Json[]>>
} & (
  | { readonly type: 'number' | 'integer'; readonly default?: number; readonly min?: number; readonly max?: number }
  | { readonly type: 'string'; readonly default?: string; readonly values?: readonly string[] }
  | { readonly type: 'boolean'; readonly default?: boolean }
  | { readonly type: 'path'; readonly default?: null }
  | { readonly type: 'trial'; readonly default?: null }
  | { readonly type: 'json'; readonly default?: Json }
)

/** All parameters that an experiment reads, by name. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>

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

interface SchemaResult {
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

/** Whether a parameter has an effect at a point, defaults filled in, as far as its experiment says. */
export function isRead({ readWhen = {} }: Pick<ParameterSpec, 'readWhen'>, point: Params): boolean {
  return Object.entries(readWhen).every(([name, values]) => hasValue(values, point[name]))
}

/** Whether a value is one of these. */
export function hasValue(values: readonly Json[], value: Json | undefined): boolean {
  return value !== undefined && values.some((each) => canonicalJson(each) === canonicalJson(value))
}
