import type { Tensor } from './tensor.js'
import type { Tensors } from './tensors.js'

/** The same names with what `map` makes of each tensor. */
export function mapTensors(tensors: Tensors, map: (tensor: Tensor, name: string) => Tensor): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, map(tensor, name)]))
}
