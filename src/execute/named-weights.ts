import type { NamedTensors, TensorData } from '../core/tensor-data.js'

/** A weight in the bytes of a model (tf.io.WeightsManifestEntry), as far as it is looked at here. */
export interface WeightSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
  readonly quantization?: unknown
}

/** Weights that lie one after another, by name. Throws TypeError for types that a safetensors file of ours cannot hold. */
export function namedWeights(specs: readonly WeightSpec[], bytes: Uint8Array): NamedTensors {
  const tensors: Record<string, TensorData> = {}
  let position = 0
  for (const { name, shape, dtype, quantization } of specs) {
    if (quantization !== undefined)
      throw new TypeError(`saveModel: the weight ${name} is quantized; save it as it was trained`)
    if (Object.hasOwn(tensors, name))
      throw new TypeError(`saveModel: two weights are named ${name}; give each its own name`)
    const length = shape.reduce((product, side) => product * side, 1)
    const end = position + length * (dtype === 'bool' ? 1 : 4)
    if (end > bytes.length) throw new TypeError(`saveModel: the data of the weights end within ${name}`)
    // A copy, since a number has to lie at a multiple of its size.
    tensors[name] = tensorOf(name, dtype, shape, bytes.subarray(position, end))
    position = end
  }
  if (position === bytes.length) return tensors
  throw new TypeError(`saveModel: the weights have ${bytes.length} bytes, but their shapes take ${position}`)
}

function tensorOf(name: string, dtype: string, shape: readonly number[], bytes: Uint8Array): TensorData {
  const { buffer } = Uint8Array.from(bytes)
  switch (dtype) {
    case 'float32':
      return { dtype, shape, data: new Float32Array(buffer) }
    case 'int32':
      return { dtype, shape, data: new Int32Array(buffer) }
    case 'bool':
      return { dtype, shape, data: new Uint8Array(buffer) }
    default:
      throw new TypeError(`saveModel: the weight ${name} is ${dtype}; float32, int32 and bool can be saved`)
  }
}
