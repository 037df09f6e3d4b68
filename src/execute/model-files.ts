import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SavableModel } from '../core/experiment.js'
import { writeFileSafely } from '../core/write-file-safely.js'

/** Writes `model.json` and `weights.bin` as tf.loadLayersModel and tf.loadGraphModel read them. */
export async function saveModelFiles(folder: string, model: SavableModel): Promise<void> {
  await mkdir(folder, { recursive: true })
  await model.save({
    save: async ({ weightData, weightSpecs, ...artifacts }: ModelArtifacts) => {
      const weights = Buffer.concat([weightData ?? []].flat().map((part) => new Uint8Array(part)))
      // The weights first: a model.json stands for a whole model.
      await writeFileSafely(join(folder, 'weights.bin'), weights)
      const manifest = { ...artifacts, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs ?? [] }] }
      await writeFileSafely(join(folder, 'model.json'), JSON.stringify(manifest))
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    },
  })
}

/** What TensorFlow.js hands to a save handler (tf.io.ModelArtifacts), as far as it is looked at here. */
interface ModelArtifacts {
  readonly weightData?: ArrayBuffer | readonly ArrayBuffer[]
  readonly weightSpecs?: readonly unknown[]
}
