import type { Tensor } from './tensor.js'

/** Tensors of the engine by name. */
export type Tensors = Readonly<Record<string, Tensor>>
