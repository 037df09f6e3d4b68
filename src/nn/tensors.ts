import type { NamedTensors } from '../core/safetensors.js'
import type { Tensor, Tf } from '../engine/engine.js'

export type { Tensor } from '../engine/engine.js'

/** Tensors of the engine by name. */
export type Tensors = Readonly<Record<string, Tensor>>

/** `tf.tidy` for any record of tensors and numbers: disposes every tensor that `make` made and did not return. */
export function tidy<Result>(tf: Tf, make: () => Result): Result {
  return tf.tidy(make as () => void) as Result
}

/**
 * Calls `make`, whose `keep` saves a tensor from every `tf.tidy` around it: who gets it disposes it. When `make` throws
 * nobody gets it, so then it is disposed.
 */
export function keeping<Result>(tf: Tf, make: (keep: (tensor: Tensor) => Tensor) => Result): Result {
  const kept: Tensor[] = []
  try {
    return make((tensor) => {
      kept.push(tensor)
      return tf.keep(tensor)
    })
  } catch (error) {
    for (const tensor of kept) tensor.dispose()
    throw error
  }
}

/** The same names with what `map` makes of each tensor. */
export function mapTensors(tensors: Tensors, map: (tensor: Tensor, name: string) => Tensor): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, map(tensor, name)]))
}

/** Plain data as tensors of the engine. */
export function toTensors(tf: Tf, data: NamedTensors): Tensors {
  return Object.fromEntries(
    Object.entries(data).map(([name, tensor]) => [name, tf.tensor(tensor.data, [...tensor.shape], tensor.dtype)]),
  )
}

export function disposeTensors(tensors: Tensors): void {
  for (const tensor of Object.values(tensors)) tensor.dispose()
}

/**
 * Disposes what TensorFlow.js has saved for a backward pass that did not come to its end. It does so itself only after
 * one that did, and forgets all of it when the next begins.
 */
export function dropTape(tf: Tf): void {
  const { state } = tf.engine()
  if (state.gradientDepth > 0) return
  for (const { saved } of state.activeTape ?? []) for (const tensor of saved ?? []) tensor.dispose()
  state.activeTape = []
}

/** The tensors whose names start with the prefix, without it. */
export function tensorsUnder(prefix: string, tensors: NamedTensors): NamedTensors {
  const entries = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
}
