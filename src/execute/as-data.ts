import type { TensorLike } from '../core/experiment.js'
import type { NamedTensors, TensorData } from '../core/tensor-data.js'

/** Tensors as plain data, read from the engine where they are its own. `what` is being written, for the error of a type. */
export async function asData(
  what: string,
  tensors: Readonly<Record<string, TensorData | TensorLike>>,
): Promise<NamedTensors> {
  const all = Object.entries(tensors).map(async ([name, tensor]) => [name, await dataOf(what, name, tensor)] as const)
  return Object.fromEntries(await Promise.all(all))
}

async function dataOf(what: string, name: string, tensor: TensorData | TensorLike): Promise<TensorData> {
  const { dtype, shape } = tensor
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
    throw new TypeError(`${what}: "${name}" is of type ${dtype}; float32, int32 and bool can be saved`)
  }
  const data = typeof tensor.data === 'function' ? await tensor.data() : tensor.data
  return { dtype, shape, data: data as TensorData['data'] }
}
