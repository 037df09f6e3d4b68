import type { NamedTensors } from '../../core/tensor-data.js'

/** The tensors whose names start with the prefix, without it. */
export function tensorsUnder(prefix: string, tensors: NamedTensors): NamedTensors {
  const entries = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length), tensor]))
}
