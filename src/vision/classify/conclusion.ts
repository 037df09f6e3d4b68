import type { TrialContext } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { Metrics } from '../../core/trial.js'
import type { Tf } from '../../engine/engine.js'
import { evaluateLogits } from '../../nn/evaluation.js'
import type { Split } from '../data/dataset.js'
import { describeModel } from './model-description.js'
import type { TrainingProgress } from './progress.js'
import { metricsOf, type Scored, scoreSplit } from './scoring.js'
import type { Setup } from './setup.js'

/**
 * What is left to do when a trial has trained: scores the test split with the best weights, keeps the logits of both
 * splits, gives the model, and returns the metrics of the best epoch with those of the test split. `pause` is called
 * between batches that are scored.
 */
export async function conclude(
  tf: Tf,
  setup: Setup,
  context: TrialContext<Tf>,
  progress: TrainingProgress,
  pause: (progress: TrainingProgress) => Promise<void>,
): Promise<Metrics> {
  const { best, trainedOn } = progress
  const { model, classes, validation, test, data } = setup
  const { metrics, weights, logits } = best!
  const validated = validation && {
    logits,
    evaluation: evaluateLogits(logits, validation.labels, classes, { votes: validation.votes }),
  }
  if (validation && validated) await keep(context, 'validation', data.validation, validation, classes, validated)
  // Nothing to fit it on leaves the logits as they are: a test split is not calibrated on itself.
  const temperature = validated?.evaluation.temperature ?? 1
  const between = () => pause(progress)
  const tested =
    test && (await scoreSplit(tf, setup, weights, { split: test, crops: setup.testCrops, temperature, between }))
  if (test && tested) {
    await keep(context, 'test', data.test, test, classes, tested)
    context.log(`test split ${data.test.join(', ')}: ${scoresText(tested)}`)
  }
  const layersModel = model.layersModel(tf, weights)
  try {
    await context.saveModel(layersModel, describeModel(setup, trainedOn))
  } finally {
    layersModel.dispose()
  }
  return { ...metrics, ...(tested && metricsOf('test', tested.evaluation)) }
}

/** As a person reads them. */
function scoresText({ evaluation: { accuracy, top2, macro_f1: macroF1, loss } }: Scored): string {
  const shown = { accuracy, top2, macro_f1: macroF1, loss }
  return Object.entries(shown)
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join(', ')
}

/** Keeps the logits of a split with its labels, so that trials can be compared sample by sample. */
function keep(
  context: TrialContext<Tf>,
  name: string,
  splits: readonly string[],
  { count, labels }: Split,
  classes: readonly string[],
  { logits, evaluation }: Scored,
): Promise<void> {
  const tensors = {
    logits: { dtype: 'float32', shape: [count, classes.length], data: logits },
    labels: { dtype: 'int32', shape: [count], data: Int32Array.from(labels) },
  } as const
  return context.artifact(name, tensors, { splits, classes, evaluation } satisfies Json)
}
