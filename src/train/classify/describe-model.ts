import type { Json } from '../../core/json.js'
import type { ClassifierDescription } from '../../core/model-folder/classifier-description.js'
import type { Setup } from './set-up.js'
import type { TrainedOn } from './trained-on.js'

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
