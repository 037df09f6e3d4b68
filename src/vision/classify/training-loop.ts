import type { TrialContext } from '../../core/experiment.js'
import type { ParameterSpecs } from '../../core/parameter.js'
import type { Metric } from '../../core/sweep.js'
import type { Metrics, Trial } from '../../core/trial.js'
import type { Tf } from '../../engine/engine.js'
import { disposeTensors, mapTensors, type Tensors, tidy } from '../../nn/tensors.js'
import type { BatchSource } from '../augment/batches.js'
import { openBatches } from '../augment/threaded-batches.js'
import { noPart, trainEpoch } from '../fit/epoch.js'
import { disposeState, type TrainingState } from '../fit/step.js'
import { conclude } from './conclusion.js'
import { type Best, restoreProgress, saveProgress, startProgress, type TrainingProgress } from './progress.js'
import { metricsOf, scoreSplit } from './scoring.js'
import { type Settings, settingsOf } from './settings/settings.js'
import { type Setup, setUp } from './setup.js'

/**
 * Trains one model to tell the class of an image. After every epoch it reports metrics of the training steps and of the
 * validation split and saves a checkpoint; between steps and while it scores it saves one when it is due or when it is
 * asked to stop. It returns the metrics of its best epoch and of the test split, and gives the weights of that epoch as
 * the model.
 */
export async function classify(specs: ParameterSpecs, trial: Trial, context: TrialContext<Tf>): Promise<Metrics> {
  const { engine: tf, checkpoint } = context
  const settings = settingsOf(specs, trial.params)
  const setup = await setUp(settings, context)
  const saved = await checkpoint.latest()
  let progress = saved === undefined ? await startProgress(tf, setup, context) : restoreProgress(tf, saved)
  const source = openBatches({ ...setup, split: setup.training, crops: settings.trainCrops, seed: trial.seed })
  const save = async (reached: TrainingProgress) => {
    progress = reached
    const { tensors, state } = saveProgress(reached)
    await checkpoint.save(reached.epochs, tensors, state, { within: reached.part.batches })
  }
  const pause = async (reached: TrainingProgress) => {
    if (checkpoint.due()) await save(reached)
  }
  try {
    while (!isOver(settings, context.metric, progress)) {
      const { metrics, progress: reached } = await runEpoch(tf, setup, context, source, progress, pause)
      progress = reached
      context.report(progress.epochs, metrics)
      await save(progress)
    }
    return await conclude(tf, setup, context, progress, pause)
  } finally {
    disposeState(progress.state)
    disposeTensors(progress.best?.weights ?? {})
    await source.close()
  }
}

/**
 * Trains one epoch from where `before` stands, scores the validation split, and keeps the weights where they are the best
 * so far; the first of equally good epochs stays the best. `pause` is called between steps and between batches that are
 * scored. Disposes what `before` holds.
 */
async function runEpoch(
  tf: Tf,
  setup: Setup,
  { metric, random }: TrialContext<Tf>,
  source: BatchSource,
  before: TrainingProgress,
  pause: (progress: TrainingProgress) => Promise<void>,
): Promise<{ readonly metrics: Metrics; readonly progress: TrainingProgress }> {
  const { optimizer, schedule, validation } = setup
  const { epochs: epoch, past } = before
  const rates = (step: number) => schedule({ epoch, step, past })
  const settings = {
    ...setup,
    split: setup.training,
    source,
    epoch,
    rates,
    random,
    onStep: (state: TrainingState, part: TrainingProgress['part']) => pause({ ...before, state, part }),
  }
  const { state, part, loss, accuracy } = await trainEpoch(tf, settings, before.state, before.part)
  try {
    const averaged = tidy(tf, () => optimizer.averaged?.(tf, state.optimizer) ?? {})
    const scored: Tensors = { ...state.weights, ...averaged }
    const between = () => pause({ ...before, state, part })
    const scoring = { crops: setup.validationCrops, between }
    const scores = validation && (await scoreSplit(tf, setup, scored, { ...scoring, split: validation }))
    const metrics = {
      train_loss: loss,
      train_accuracy: accuracy,
      ...(scores && metricsOf('val', scores.evaluation)),
      lr: rates(0).lr,
    }
    const best = bestOf(tf, metric, before.best, {
      metrics,
      weights: scored,
      logits: scores?.logits ?? new Float32Array(0),
    })
    const value: number | undefined = (metrics as Metrics)[metric.name]
    return {
      metrics,
      progress: {
        ...before,
        epochs: epoch + 1,
        part: noPart,
        state,
        past: value === undefined ? past : [...past, value],
        best,
      },
    }
  } catch (error) {
    disposeState(state)
    throw error
  }
}

/** Whether a trial has trained all its epochs, or its metric has stopped to get better. */
function isOver({ epochs, patience }: Settings, { goal }: Metric, progress: TrainingProgress): boolean {
  if (progress.epochs >= epochs) return true
  return progress.part.batches === 0 && earlyStopping({ goal, patience, minDelta: 0 }, progress.past)
}

/**
 * The better of the best epoch so far and a new one, the earlier where they are equal; the new one where epochs do not
 * report the metric. Clones the weights that it keeps and disposes those that it drops.
 */
function bestOf(tf: Tf, metric: Metric, before: Best | undefined, next: Best): Best {
  if (before && !isBetter(metric, next, before)) return before
  disposeTensors(before?.weights ?? {})
  return { ...next, weights: mapTensors(next.weights, (weight) => tf.clone(weight)) }
}

function isBetter({ name, goal }: Metric, next: Best, before: Best): boolean {
  const [value, best] = [next.metrics[name], before.metrics[name]]
  if (value === undefined || best === undefined) return true
  return goal === 'maximize' ? value > best : value < best
}

interface EarlyStoppingOptions {
  readonly goal: 'maximize' | 'minimize'
  /** Epochs in a row without a better metric after which training stops; 0 or null for never. */
  readonly patience: number | null
  /** By how much, absolute, a metric must be better than the best to count as better. */
  readonly minDelta: number
}

/**
 * Whether training stops, by the metric of every epoch so far. It stops when each of the last `patience` epochs was not
 * better, by more than `minDelta`, than the best before it, as `keras.callbacks.EarlyStopping` counts; NaN is never
 * better.
 */
export function earlyStopping({ goal, patience, minDelta }: EarlyStoppingOptions, past: readonly number[]): boolean {
  if (patience === null || patience === 0) return false
  let best = Number.NEGATIVE_INFINITY
  let bad = 0
  for (const metric of past) {
    const value = goal === 'maximize' ? metric : -metric
    if (value > best + minDelta) {
      best = value
      bad = 0
    } else bad++
  }
  return bad >= patience
}
