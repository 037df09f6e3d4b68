/** A part of the variance of a difference, estimated with so many degrees of freedom. */
export interface VarianceTerm {
  readonly variance: number
  readonly degrees: number
}
