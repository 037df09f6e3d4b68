import type { Json } from './json.js'

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
export type FixedParameter = ListParameter & { readonly values: readonly [Json] }

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
