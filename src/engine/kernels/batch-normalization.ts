/** Of the kernels `NormalizeBatch` and `NormalizeBatchGrad`. */
export interface NormalizeAttributes {
  readonly epsilon: number
  /** What comes after the normalization. */
  readonly activation: 'linear' | 'relu'
}
