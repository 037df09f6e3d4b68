import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SavableModel } from '../core/experiment.js'
import type { Json } from '../core/json.js'
import { manifestName, modelFormat } from '../core/model-folder/model-manifest.js'
import { writeModelManifest } from '../core/model-folder/write-model-manifest.js'
import { encodeSafetensors } from '../core/safetensors/encode-safetensors.js'
import { writeBeside } from '../core/write-beside.js'
import { writeFileSafely } from '../core/write-file-safely.js'
import { namedWeights, type WeightSpec } from './named-weights.js'

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
