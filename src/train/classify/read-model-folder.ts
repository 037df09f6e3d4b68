import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TensorData } from '../../core/tensor-data.js'
import { UsageError } from '../../core/usage-error.js'
import type { StartingWeights } from './starting-weights.js'
import type { TrainedOn } from './trained-on.js'

/**
 * The weights in a folder of `model.json` and its files of weights, as TensorFlow.js saves a layers model, by our own
 * names: `LAYER/NAME` is `LAYER.NAME`. Throws UsageError with the folder.
 */
export async function readModelFolder(folder: string): Promise<StartingWeights> {
  try {
    const { weightsManifest, userDefinedMetadata } = JSON.parse(
      await readFile(join(folder, 'model.json'), 'utf8'),
    ) as ModelJson
    const weights: Record<string, TensorData> = {}
    for (const { paths, weights: specs } of weightsManifest) {
      const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))))
      let position = 0
      for (const { name, shape, dtype } of specs) {
        if (dtype !== 'float32') throw new Error(`the weight ${name} is ${dtype}, not float32`)
        const length = shape.reduce((product, side) => product * side, 1)
        const end = position + length * Float32Array.BYTES_PER_ELEMENT
        if (end > bytes.length) throw new Error(`its files of weights end within ${name}`)
        // A copy, since a float has to lie at a multiple of its size.
        const data = new Float32Array(Uint8Array.from(bytes.subarray(position, end)).buffer)
        weights[name.replaceAll('/', '.')] = { dtype, shape, data }
        position = end
      }
    }
    return { weights, trainedOn: userDefinedMetadata?.trained_on ?? [] }
  } catch (cause) {
    const { message } = cause as Error
    throw new UsageError(`init_from: ${folder} holds no model that can be read: ${message}`, { cause })
  }
}

interface ModelJson {
  readonly userDefinedMetadata?: { readonly trained_on?: readonly TrainedOn[] }
  readonly weightsManifest: readonly {
    readonly paths: readonly string[]
    readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: string }[]
  }[]
}
