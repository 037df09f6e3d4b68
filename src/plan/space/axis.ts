import type { Json } from '../../core/json.js'
import type { Distribution } from '../../core/parameter.js'
import type { Rule } from './rule.js'

/** One direction of a space: a parameter, or several that move together, with what they can be. */
export interface Axis {
  readonly names: readonly string[]
  readonly choices: Choices
  /** Where it does not hold, the parameter is absent. */
  readonly when: Rule | undefined
}

export type Choices =
  /** One value for each name in every row. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Json[])[] }
  | { readonly kind: 'drawn'; readonly distribution: Distribution }
