import type { ClassifierDescription } from '../../core/classifier-description.js'
import { UsageError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import { refuseScoringOfTrained } from '../data/splits/choice.js'
import type { SplitsRequest } from '../data/splits/loading.js'
import type { Setup } from './setup.js'

/** What there is to say of the model of a trial beside its weights. */
export function describeModel(setup: Setup, trainedOn: readonly TrainedOn[]) {
  const { training, validation, test, classes, shape, crop, cropSize, data, validationCrops, read } = setup
  return {
    kind: 'classifier',
    labels: classes,
    input: { height: crop, width: crop, channels: 1 },
    preprocessing: {
      image_size: { height: shape.height, width: shape.width },
      equalize: data.equalize,
      scale: '1/255',
      crop_size: cropSize ?? null,
      crops: validationCrops,
    },
    params: read.all(),
    splits: { train: data.train, validation: data.validation, test: data.test },
    images: { train: training.count, validation: validation?.count ?? 0, test: test?.count ?? 0 },
    trained_on: trainedOn,
  } satisfies ClassifierDescription
}

/** What a described model was trained on; nothing where that is not said. */
export function trainedOnOf(description: Json): readonly TrainedOn[] {
  const { trained_on: trainedOn = [] } = Object(description) as Partial<ClassifierDescription>
  return trainedOn
}

/** Splits that weights were trained on: by one training, or one of those that it began from. Plain JSON. */
export type TrainedOn = {
  /** The data that they are of, as `dataKey` writes it. */
  readonly data: string
  readonly train: readonly string[]
}

/** What tells one source of data from another. */
export function dataKey({ source }: Pick<SplitsRequest, 'source'>): string {
  return source.kind === 'file' ? source.path : `synthetic faces, ${source.rows} of seed ${source.seed}`
}

/** Throws UsageError where a trial would score what the weights that it begins with were trained on. */
export function refuseScoringOfTrainedBefore(before: readonly TrainedOn[], request: SplitsRequest): void {
  for (const { data, train } of before) {
    if (data !== dataKey(request)) continue
    try {
      refuseScoringOfTrained({ ...request, train })
    } catch (error) {
      throw new UsageError(
        `init_from: its weights were trained on ${train.join(', ')}. As of them, ${(error as Error).message}`,
      )
    }
  }
}
