/** What a forest can tell apart: a parameter, or several that move together and so count as one. */
export interface Factor {
  readonly names: readonly string[]
  /** Whether its levels lie on a scale; if not, a split may part them in any way. */
  readonly ordered: boolean
  /** Whether a parameter of it comes from a distribution. */
  readonly drawn: boolean
  /** Share of every level in the space over which variances are taken; their sum is 1. */
  readonly weights: Float64Array
  /** The level of every point; -1 where it does not have the parameter. */
  readonly of: Int32Array
}
