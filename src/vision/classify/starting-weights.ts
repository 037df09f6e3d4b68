import { UsageError } from '../../core/errors.js'
import type { StartingPoint } from '../../core/experiment.js'
import { readModelFolder, readModelWeights } from '../../core/model-folder.js'
import type { NamedTensors } from '../../core/safetensors.js'
import { readCheckpoint } from '../../core/tensor-files.js'
import { tensorsUnder } from '../../nn/tensors.js'
import type { SplitsRequest } from '../data/splits/loading.js'
import { refuseScoringOfTrainedBefore, type TrainedOn, trainedOnOf } from './model-description.js'

/** Weights to begin with, and what they were trained on. */
interface StartingWeights {
  readonly weights: NamedTensors
  readonly trainedOn: readonly TrainedOn[]
}

/**
 * The first weights of a model: as they were drawn or, given a starting point, those of another training, which must
 * have the same names and shapes. Throws UsageError for those of another model, and for those that were trained on what
 * this trial scores.
 */
export async function startingWeights(
  drawn: NamedTensors,
  from: StartingPoint | null,
  request: SplitsRequest,
): Promise<StartingWeights> {
  if (from === null) return { weights: drawn, trainedOn: [] }
  const { where, weights, trainedOn } = await weightsOf(from)
  refuseScoringOfTrainedBefore(trainedOn, request)
  for (const [name, { shape }] of Object.entries(drawn)) {
    const found = weights[name]
    if (found === undefined) throw new UsageError(`init_from: ${where} has no weight ${name}; ${advice}`)
    if (String(found.shape) === String(shape)) continue
    throw new UsageError(
      `init_from: the weight ${name} of ${where} has the shape ${shapeText(found.shape)}, ` +
        `but this model wants ${shapeText(shape)}; ${advice}`,
    )
  }
  const unused = Object.keys(weights).find((name) => drawn[name] === undefined)
  if (unused !== undefined)
    throw new UsageError(`init_from: this model has no weight ${unused}, as ${where}; ${advice}`)
  return { weights, trainedOn }
}

const advice = 'give model, width, crop_size and the classes of the data as that training had them'

async function weightsOf(from: StartingPoint): Promise<StartingWeights & { readonly where: string }> {
  switch (from.kind) {
    case 'checkpoints': {
      const { tensors, state } = await readCheckpoint(from.file)
      const { trained_on: trainedOn = [] } = (state ?? {}) as { readonly trained_on?: readonly TrainedOn[] }
      return { where: from.file, weights: tensorsUnder('best/', tensors), trainedOn }
    }
    case 'model':
      return { where: from.folder, ...(await readStartingModel(from.folder)) }
    default:
      return from satisfies never
  }
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

/**
 * The weights of a saved model by our own names: `LAYER/NAME` is `LAYER.NAME`. Throws UsageError for a folder that holds no
 * whole model.
 */
async function readStartingModel(folder: string): Promise<StartingWeights> {
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
