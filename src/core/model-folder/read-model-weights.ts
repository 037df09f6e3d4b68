import { join } from 'node:path'
import { readSafetensors } from '../safetensors/read-safetensors.js'
import type { NamedTensors } from '../tensor-data.js'
import type { ModelFolder } from './read-model-folder.js'

/** The weights of a model by the names that TensorFlow.js gives them, as `conv0/kernel`. */
export async function readModelWeights({ folder }: Pick<ModelFolder, 'folder'>): Promise<NamedTensors> {
  return (await readSafetensors(join(folder, 'weights.safetensors'))).tensors
}
