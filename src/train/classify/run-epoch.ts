import type { TrialContext } from '../../core/experiment.js'
import type { Metrics } from '../../core/reading.js'
import type { Tf } from '../../engine/tf.js'
import type { BatchSource } from '../augment/ahead/batch-source.js'
import { disposeState } from '../fit/dispose-state.js'
import { noPart, trainEpoch } from '../fit/train-epoch.js'
import type { TrainingState } from '../fit/training-state.js'
import type { Tensors } from '../tensors/tensors.js'
import { tidy } from '../tensors/tidy.js'
import { bestOf } from './best-of.js'
import { metricsOf } from './metrics-of.js'
import type { Progress } from './progress.js'
import { scoreSplit } from './score-split.js'
import type { Setup } from './set-up.js'

/**
 * Trains one epoch from where `before` stands, scores the validation split, and keeps the weights where they are the best
 * so far; the first of equally good epochs stays the best. `pause` is called between steps and between batches that are
 * scored. Disposes what `before` holds.
 */
export async function runEpoch(
  tf: Tf,
  setup: Setup,
  { metric, random }: TrialContext<Tf>,
  source: BatchSource,
  before: Progress,
  pause: (progress: Progress) => Promise<void>,
): Promise<{ readonly metrics: Metrics; readonly progress: Progress }> {
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
    onStep: (state: TrainingState, part: Progress['part']) => pause({ ...before, state, part }),
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
