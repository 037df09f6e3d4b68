import type { Continues, ExperimentDefinition, TrialContext } from '../../core/experiment.js'
import type { Metrics } from '../../core/reading.js'
import type { Metric } from '../../core/sweep.js'
import type { Params, Trial } from '../../core/trial.js'
import type { Tf } from '../../engine/tf.js'
import { imageSize } from '../augment/image-size.js'
import { disposeTensors } from '../dispose-tensors.js'
import { disposeState } from '../fit/dispose-state.js'
import { evaluate } from '../fit/evaluate.js'
import { type EpochSettings, trainEpoch } from '../fit/train-epoch.js'
import { mapTensors } from '../map-tensors.js'
import type { Model } from '../models/model.js'
import { models } from '../models/models.js'
import { optimizers } from '../optimizers/optimizers.js'
import { tidy } from '../tidy.js'
import { toTensors } from '../to-tensors.js'
import { learningRates } from './learning-rates.js'
import { type Faces, loadFaces } from './load-faces.js'
import { parameters } from './parameters.js'
import { prepare } from './prepare.js'
import type { Progress } from './progress.js'
import { restoreProgress } from './restore-progress.js'
import { saveProgress } from './save-progress.js'
import { scheduleOf } from './schedule-of.js'
import { ferSettings } from './settings.js'

/** A cosine over all epochs falls more slowly when they are more; nothing else looks at how many there will be. */
const continues = {
  parameter: 'epochs',
  when: ({ schedule, cosine_t_max: tMax }: Params) => schedule !== 'cosine' || tMax !== 0,
} satisfies Continues

const metricNames = ['train_loss', 'train_accuracy', 'val_loss', 'val_accuracy', 'lr'] as const

/**
 * The experiment `fer`: trains a network to tell the emotion of a face. It trains on the split Training and validates
 * on PrivateTest, as the study does. After every epoch it reports train_loss and train_accuracy (of the training steps,
 * so with augmentation and dropout), val_loss and val_accuracy (of centre crops) and lr, and saves a checkpoint. It
 * returns the metrics of its best epoch, whose weights it gives as the model.
 */
export default {
  run,
  parameters,
  metrics: metricNames,
  continues,
  learningRates,
  prepare,
} satisfies ExperimentDefinition<Tf>

async function run(trial: Trial, context: TrialContext<Tf>): Promise<Metrics> {
  const { engine: tf, metric } = context
  const settings = ferSettings(trial.params)
  const faces = await loadFaces(settings.source, settings.trainRows, context.log)
  const input = [imageSize.crop, imageSize.crop, 1]
  const model = models[settings.model]({ ...settings, classes: faces.classes.length, input })
  const optimizer = optimizers[settings.optimizer](settings)
  const schedule = scheduleOf(settings, metric.goal)

  const saved = await context.checkpoint.latest()
  let progress = saved === undefined ? start(context, model, optimizer) : restoreProgress(tf, saved)
  try {
    while (progress.epochs < settings.epochs) {
      const { lr } = schedule({ epoch: progress.epochs, step: 0, past: progress.past })
      const epoch = { ...settings, model, optimizer, lr, split: faces.training, random: context.random }
      const { metrics, state } = await runEpoch(tf, faces, { ...epoch, epoch: progress.epochs }, progress.state)
      progress = advance(tf, metric, progress, state, metrics)
      context.report(progress.epochs, metrics)
      const { tensors, state: rest } = saveProgress(progress)
      await context.checkpoint.save(progress.epochs, tensors, rest)
    }
    const best = progress.best!
    const layersModel = model.layersModel(tf, best.weights)
    await context.saveModel(layersModel)
    layersModel.dispose()
    return best.metrics
  } finally {
    disposeState(progress.state)
    disposeTensors(progress.best?.weights ?? {})
  }
}

function start(
  { engine: tf, random }: TrialContext<Tf>,
  model: Model,
  optimizer: EpochSettings['optimizer'],
): Progress {
  const weights = toTensors(
    tf,
    model.init((name) => random(`weights/${name}`)),
  )
  const trainable = Object.entries(weights).filter(([name]) => model.isTrainable(name))
  const slots = tidy(tf, () => optimizer.init(tf, Object.fromEntries(trainable)))
  return { epochs: 0, state: { weights, optimizer: slots }, past: [], best: undefined }
}

async function runEpoch(tf: Tf, faces: Faces, settings: EpochSettings, before: Progress['state']) {
  const { state, loss, accuracy } = await trainEpoch(tf, settings, before)
  const validation = await evaluate(tf, settings.model, state.weights, faces.validation)
  const metrics = {
    train_loss: loss,
    train_accuracy: accuracy,
    val_loss: validation.loss,
    val_accuracy: validation.accuracy,
    lr: settings.lr,
  } satisfies Record<(typeof metricNames)[number], number>
  return { metrics, state }
}

/** One more epoch done; the first of equally good epochs stays the best. */
function advance(tf: Tf, metric: Metric, before: Progress, state: Progress['state'], metrics: Metrics): Progress {
  const value = metrics[metric.name]!
  const bestValue = before.best?.metrics[metric.name]
  const isBest = bestValue === undefined || (metric.goal === 'maximize' ? value > bestValue : value < bestValue)
  if (isBest) disposeTensors(before.best?.weights ?? {})
  const best = isBest ? { metrics, weights: mapTensors(state.weights, (weight) => tf.clone(weight)) } : before.best
  return { epochs: before.epochs + 1, state, past: [...before.past, value], best }
}
