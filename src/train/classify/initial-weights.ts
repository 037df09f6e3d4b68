import { readCheckpoint } from '../../core/read-checkpoint.js'
import type { StartingPoint } from '../../core/starting-point.js'
import type { NamedTensors } from '../../core/tensor-data.js'
import { UsageError } from '../../core/usage-error.js'
import { readModelFolder } from './read-model-folder.js'
import { tensorsUnder } from './tensors-under.js'

/**
 * The first weights of a network: as they were drawn or, given a starting point, those of another training, which must
 * have the same names and shapes. Throws UsageError for those of another network.
 */
export async function initialWeights(drawn: NamedTensors, from: StartingPoint | null): Promise<NamedTensors> {
  if (from === null) return drawn
  const { where, weights } = await weightsOf(from)
  for (const [name, { shape }] of Object.entries(drawn)) {
    const found = weights[name]
    if (found === undefined) throw new UsageError(`init_from: ${where} has no weight ${name}; ${advice}`)
    if (String(found.shape) === String(shape)) continue
    throw new UsageError(
      `init_from: the weight ${name} of ${where} has the shape ${shapeText(found.shape)}, ` +
        `but this network wants ${shapeText(shape)}; ${advice}`,
    )
  }
  const unused = Object.keys(weights).find((name) => drawn[name] === undefined)
  if (unused !== undefined)
    throw new UsageError(`init_from: this network has no weight ${unused}, as ${where}; ${advice}`)
  return weights
}

const advice = 'give model, width, crop_size and the classes of the data as that training had them'

async function weightsOf(from: StartingPoint): Promise<{ readonly where: string; readonly weights: NamedTensors }> {
  switch (from.kind) {
    case 'checkpoints': {
      const { tensors } = await readCheckpoint(from.file)
      return { where: from.file, weights: tensorsUnder('best/', tensors) }
    }
    case 'model':
      return { where: from.folder, weights: await readModelFolder(from.folder) }
    default:
      return from satisfies never
  }
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}
