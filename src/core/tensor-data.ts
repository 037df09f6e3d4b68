/** A tensor as plain data, in row-major order. */
export interface TensorData {
  readonly dtype: 'float32' | 'int32' | 'bool'
  readonly shape: readonly number[]
  readonly data: Float32Array | Int32Array | Uint8Array
}

/** Tensors by name. */
export type NamedTensors = Readonly<Record<string, TensorData>>
