import type { Experiment, ExperimentDefinition } from './core/experiment.js'
import type { Tf } from './engine/tf.js'

export type { Checkpoints, SavedCheckpoint, TrialContext } from './core/experiment.js'
export type { Json } from './core/json.js'
export type { ParameterSpec, ParameterSpecs } from './core/parameter-spec.js'
export type { Random } from './core/random.js'
export type { Metrics } from './core/reading.js'
export type { Metric } from './core/sweep.js'
export type { NamedTensors, TensorData } from './core/tensor-data.js'
export type { Params, Trial } from './core/trial.js'
export type { Tf } from './engine/tf.js'

/**
 * Makes the default export of an experiment's module: the function that trains one trial, alone or with the parameters
 * that it reads (then a misspelt parameter is refused before the first trial) and a `prepare` that runs once before.
 */
export function defineExperiment(experiment: Experiment<Tf> | ExperimentDefinition<Tf>): ExperimentDefinition<Tf> {
  return typeof experiment === 'function' ? { run: experiment } : experiment
}
