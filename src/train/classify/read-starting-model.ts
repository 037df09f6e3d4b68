import { readModelFolder } from '../../core/model-folder/read-model-folder.js'
import { readModelWeights } from '../../core/model-folder/read-model-weights.js'
import { UsageError } from '../../core/usage-error.js'
import { trainedOnOf } from './describe-model.js'
import type { StartingWeights } from './starting-weights.js'

/**
 * The weights of a saved model by our own names: `LAYER/NAME` is `LAYER.NAME`. Throws UsageError for a folder that holds no
 * whole model.
 */
export async function readStartingModel(folder: string): Promise<StartingWeights> {
  try {
    const saved = await readModelFolder(folder)
    const weights = Object.entries(await readModelWeights(saved))
    return {
      weights: Object.fromEntries(weights.map(([name, tensor]) => [name.replaceAll('/', '.'), tensor])),
      trainedOn: trainedOnOf(saved.description),
    }
  } catch (cause) {
    throw new UsageError(`init_from: ${(cause as Error).message}`, { cause })
  }
}
