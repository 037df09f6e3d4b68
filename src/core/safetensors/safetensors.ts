import type { NamedTensors } from '../tensor-data.js'

/** The content of a safetensors file. */
export interface Safetensors {
  readonly tensors: NamedTensors
  readonly metadata: Readonly<Record<string, string>>
}
