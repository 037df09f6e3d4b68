import type { TrialContext } from '../../core/experiment.js'
import type { ParameterSpecs } from '../../core/parameter-spec.js'
import type { Metrics } from '../../core/reading.js'
import type { Trial } from '../../core/trial.js'
import type { Tf } from '../../engine/tf.js'
import { openBatches } from '../augment/ahead/open-batches.js'
import { disposeState } from '../fit/dispose-state.js'
import { disposeTensors } from '../tensors/dispose-tensors.js'
import { conclude } from './conclude.js'
import { isOver } from './is-over.js'
import type { Progress } from './progress.js'
import { restoreProgress } from './restore-progress.js'
import { runEpoch } from './run-epoch.js'
import { saveProgress } from './save-progress.js'
import { setUp } from './set-up.js'
import { settingsOf } from './settings/settings.js'
import { startProgress } from './start-progress.js'

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
  const save = async (reached: Progress) => {
    progress = reached
    const { tensors, state } = saveProgress(reached)
    await checkpoint.save(reached.epochs, tensors, state, { within: reached.part.batches })
  }
  const pause = async (reached: Progress) => {
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
