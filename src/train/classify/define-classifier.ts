import type { ExperimentDefinition } from '../../core/experiment.js'
import type { Tf } from '../../engine/tf.js'
import { combineSplits } from './combine-splits.js'
import { continuesByEpochs } from './continues-by-epochs.js'
import type { Defaults } from './defaults.js'
import { imageDefaults } from './image-defaults.js'
import { learningRates } from './learning-rates.js'
import { metricNamesOf } from './metrics-of.js'
import { parametersOf } from './parameters/parameters.js'
import { prepareImages } from './prepare.js'
import { refusePoint } from './refuse-point.js'
import { classify } from './run.js'

/**
 * An experiment that trains a network to tell the class of an image, with these defaults of its parameters in place of
 * those of `images`. A model that was registered before can be asked for by its name.
 */
export function defineClassifier(defaults: Partial<Defaults> = {}) {
  const parameters = parametersOf({ ...imageDefaults, ...defaults })
  return {
    parameters,
    metrics: ['train_loss', 'train_accuracy', ...metricNamesOf('val'), 'lr', ...metricNamesOf('test')],
    combine: (params, parts) => combineSplits(parameters, params, parts),
    continues: continuesByEpochs,
    learningRates: learningRates(parameters),
    check: (params, metric) => refusePoint(parameters, params, metric),
    prepare: (_, log, { points }) => prepareImages(parameters, points, log),
    run: (trial, context) => classify(parameters, trial, context),
  } satisfies ExperimentDefinition<Tf>
}
