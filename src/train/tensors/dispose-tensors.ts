import type { Tensors } from './tensors.js'

export function disposeTensors(tensors: Tensors): void {
  for (const tensor of Object.values(tensors)) tensor.dispose()
}
