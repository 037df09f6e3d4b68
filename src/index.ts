import type { Experiment, ExperimentDefinition, StartingPoint, TrialContext } from './core/experiment.js'
import type { Json } from './core/json.js'
import type { ParameterSchema, ParameterSpec, ParameterSpecs } from './core/parameter.js'
import type { Metrics, Trial } from './core/trial.js'
import type { Tf } from './engine/engine.js'

export type {
  Checkpoints,
  LearningRates,
  ParameterValues,
  PreparedSweep,
  SavedCheckpoint,
  SaveOptions,
  StartingPoint,
  TrialContext,
} from './core/experiment.js'
export type { Json } from './core/json.js'
export type { ParameterSchema, ParameterSpec, ParameterSpecs } from './core/parameter.js'
export type { Random } from './core/random.js'
export type { NamedTensors, TensorData } from './core/safetensors.js'
export type { Metric } from './core/sweep.js'
export { readCheckpoint } from './core/tensor-files.js'
export type { Metrics, Params, Trial } from './core/trial.js'
export type { Tf } from './engine/engine.js'
export type { Layer, MakeLayer, Pass, SampleShape, SymbolicTensor, WeightShape } from './nn/layers/layer.js'
export { layers } from './nn/layers/registry.js'
export type { LayersModel, MakeModel, Model, ModelOptions, TrainingPass } from './nn/models/model.js'
export { type Network, network } from './nn/models/network.js'
export { modelNamed, registerModel } from './nn/models/registry.js'
export type { Tensor, Tensors } from './nn/tensors.js'
export { noAugmentation, studyAugmentation } from './vision/augment/augmentation.js'
export { defineClassifier } from './vision/classify/classifier.js'
export type { Defaults } from './vision/classify/settings/defaults.js'

/** What `run` is given for parameters that a schema or plain specs describe. */
export type ParamsOf<P extends ParameterSchema | ParameterSpecs> =
  P extends ParameterSchema<infer Output>
    ? Output
    : { readonly [Name in keyof P]: P[Name] extends ParameterSpec ? ValueOf<P[Name]> : never }

type ValueOf<Spec extends ParameterSpec> = Spec extends { readonly values: readonly (infer Value)[] }
  ? Value
  : Spec extends { readonly type: 'number' | 'integer' }
    ? number
    : Spec extends { readonly type: 'string' }
      ? string
      : Spec extends { readonly type: 'boolean' }
        ? boolean
        : Spec extends { readonly type: 'path' }
          ? string | null
          : Spec extends { readonly type: 'trial' }
            ? StartingPoint | null
            : Json

/** A definition whose `run` knows the types of its parameters. */
export type TypedDefinition<P extends ParameterSchema | ParameterSpecs> = Omit<
  ExperimentDefinition<Tf>,
  'parameters' | 'run'
> & {
  readonly parameters: P
  readonly run: (
    trial: Omit<Trial, 'params'> & { readonly params: ParamsOf<P> },
    context: TrialContext<Tf>,
  ) => Promise<Metrics>
}

/**
 * Makes the default export of an experiment's module: the function that trains one trial, alone or with what describes the
 * parameters that it reads (a zod object schema, or plain specs: then a misspelt parameter or a wrong value is refused
 * before the first trial, and `trial.params` has their types) and a `prepare` that runs once before.
 */
export function defineExperiment(experiment: Experiment<Tf>): ExperimentDefinition<Tf>
export function defineExperiment<const P extends ParameterSchema | ParameterSpecs>(
  experiment: TypedDefinition<P>,
): ExperimentDefinition<Tf>
export function defineExperiment(experiment: ExperimentDefinition<Tf>): ExperimentDefinition<Tf>
export function defineExperiment(
  experiment: Experiment<Tf> | ExperimentDefinition<Tf> | TypedDefinition<ParameterSpecs>,
): ExperimentDefinition<Tf> {
  return typeof experiment === 'function' ? { run: experiment } : (experiment as ExperimentDefinition<Tf>)
}
