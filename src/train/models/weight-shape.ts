/** Name and shape of a weight, and how it starts: as a constant, or uniform between -bound and bound. */
export interface WeightShape {
  readonly name: string
  readonly shape: readonly number[]
  readonly start: { readonly constant: number } | { readonly bound: number }
}
