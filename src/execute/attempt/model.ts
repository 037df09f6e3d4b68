import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SavableModel } from '../../core/experiment.js'
import { writeBeside, writeFileSafely } from '../../core/files.js'
import type { Json } from '../../core/json.js'
import { manifestName, modelFormat, writeModelManifest } from '../../core/model-folder.js'
import { encodeSafetensors, type NamedTensors, type TensorData } from '../../core/safetensors.js'

/** Throws what saving a model would throw, and writes nothing. */
export async function checkModel(model: SavableModel, description: Json = null): Promise<void> {
  await model.save({
    save: async (artifacts: ModelArtifacts) => {
      JSON.stringify([filesOf(artifacts).topology, description])
      return saveResult
    },
  })
}

/**
 * Writes `model.json` and `weights.bin`, as tf.loadLayersModel and tf.loadGraphModel read them, `weights.safetensors` with
 * the same weights by name, and a manifest over them.
 */
export async function saveModelFiles(folder: string, model: SavableModel, description: Json = null): Promise<void> {
  await mkdir(folder, { recursive: true })
  await model.save({
    save: async (artifacts: ModelArtifacts) => {
      const { weights, tensors, topology } = filesOf(artifacts)
      // While files are new and old, nothing says that they belong together.
      await rm(join(folder, manifestName), { force: true })
      await writeFileSafely(join(folder, 'weights.bin'), weights)
      await writeBeside(join(folder, 'weights.safetensors'), async (file) => {
        for (const piece of encodeSafetensors({ tensors, metadata: { format: modelFormat } })) {
          await file.writeFile(piece)
        }
      })
      await writeFileSafely(join(folder, 'model.json'), JSON.stringify(topology))
      await writeModelManifest(folder, { experiment: null, description })
      return saveResult
    },
  })
}

const saveResult = { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }

/** What the files of a model hold. Throws TypeError for weights of a type that they cannot. */
function filesOf({ weightData, weightSpecs = [], ...artifacts }: ModelArtifacts) {
  const weights = Buffer.concat([weightData ?? []].flat().map((part) => new Uint8Array(part)))
  return {
    weights,
    tensors: namedWeights(weightSpecs, weights),
    topology: { ...artifacts, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] },
  }
}

/** What TensorFlow.js hands to a save handler (tf.io.ModelArtifacts), as far as it is looked at here. */
interface ModelArtifacts {
  readonly weightData?: ArrayBuffer | readonly ArrayBuffer[]
  readonly weightSpecs?: readonly WeightSpec[]
}

/** A weight in the bytes of a model (tf.io.WeightsManifestEntry), as far as it is looked at here. */
interface WeightSpec {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
  readonly quantization?: unknown
}

/** Weights that lie one after another, by name. Throws TypeError for types that a safetensors file of ours cannot hold. */
function namedWeights(specs: readonly WeightSpec[], bytes: Uint8Array): NamedTensors {
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
