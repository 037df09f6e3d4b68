import type { Experiment, ExperimentDefinition, StartingPoint, TrialContext } from './core/experiment.js'
import type { Json } from './core/json.js'
import type { ParameterSchema, ParameterSpec, ParameterSpecs } from './core/parameter.js'
import type { Metrics, Trial } from './core/trial.js'
import type { Tf } from './engine/engine.js'
import type { ShownEvaluation } from './report/evaluation.js'
import type { ShownPredictions } from './report/predictions.js'
import type { SweepSource } from './runs/checked-sweep.js'
import type { Watching } from './runs/environment.js'
import type { PlannedSweep, PlanWishes } from './runs/plan.js'
import type { Runs } from './runs/runs.js'
import { builtinExperiments } from './vision/experiments.js'

// What an experiment's module imports is loaded in every thread that trains, so what a program calls is loaded when it is
// called: it brings the store, the pool and the statistics with it.

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

export type {
  Analysis,
  Comparison,
  RankedPoint,
  Warning,
} from './analyze/analysis.js'
export type { FailureGroup, RankedTrial, Report, StatusCounts } from './analyze/report.js'
export type { RunComparison } from './analyze/run-differences.js'
export { type ErrorClass, type ErrorRecord, SweepError, UsageError } from './core/errors.js'
export type { Run } from './core/run.js'
export type { AttemptRow, Predictions, RunData, TrialRow, TrialStatus } from './core/run-data.js'
export type { Outcome, Reading } from './core/trial.js'
export type { SweepObject } from './plan/loading.js'
export type { SweepSource } from './runs/checked-sweep.js'
export type { RunEvent, Watching } from './runs/environment.js'
export type { RunEnd } from './runs/execution.js'
export type { Exported, ExportRequest } from './runs/export.js'
export type { Estimate, PlannedSweep, PlanWishes } from './runs/plan.js'
export type { ProposedEdit } from './runs/resume.js'
export type { RetrainWishes } from './runs/retrain/plan.js'
export type { RetrainEnd } from './runs/retrain/retrain.js'
export type { ResumeOptions, RunSummary, Runs } from './runs/runs.js'
export type { StartWishes } from './runs/start.js'

/** Opens a folder of runs, that of the command line unless another one is named; `start` makes it. */
export async function openRuns(folder = 'runs'): Promise<Runs> {
  const { openFolder } = await import('./runs/runs.js')
  return openFolder(folder, { experiments: builtinExperiments, cwd: process.cwd() })
}

/** Says what a sweep would train: all that can be checked is. Throws a SweepError that says what is wrong, and where. */
export async function planSweep(source: SweepSource, options: PlanWishes & Watching = {}): Promise<PlannedSweep> {
  return (await openRuns()).plan(source, options)
}

/** With what a kept model is used. */
export interface KeptModelOptions extends Watching {
  /** `auto`, `tensorflow`, `webgpu`, `wasm` or `cpu`; left out, `auto`. */
  readonly engine?: string
  /** Threads of the engine; left out, 1. */
  readonly threads?: number
  /** By the mean of ten crops of every image. */
  readonly tta?: boolean
}

export interface EvaluateOptions extends KeptModelOptions {
  /** Names of splits, or parts of one as `train[:90%]`; left out, the validation split of the training. */
  readonly split?: readonly string[]
  /** Data that lie elsewhere than those of the training, or are others. */
  readonly data?: string
}

/** Scores a model that `retrain` has kept on a split; undefined where it was told to stop. Throws a SweepError. */
export async function evaluate(model: string, options: EvaluateOptions = {}): Promise<ShownEvaluation | undefined> {
  const { evaluateModel } = await import('./models/evaluation.js')
  const { watched } = await import('./runs/environment.js')
  const { engine = 'auto', threads = 1, tta = false, split = null, data = null } = options
  return evaluateModel(model, { engine, threads, tta, split, data }, watched(options))
}

export interface PredictOptions extends KeptModelOptions {
  /** What to look at in every photo, as a face, in pixels; left out, its middle. */
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** How many of the likeliest classes to give; left out, all. */
  readonly top?: number
  /** Probabilities as the model gives them, not calibrated on the validation split. */
  readonly raw?: boolean
}

/** The classes of photos by a model that `retrain` has kept; undefined where it was told to stop. Throws a SweepError. */
export async function predict(
  model: string,
  images: readonly string[],
  options: PredictOptions = {},
): Promise<ShownPredictions | undefined> {
  const { predictImages } = await import('./models/prediction.js')
  const { watched } = await import('./runs/environment.js')
  const { engine = 'auto', threads = 1, tta = false, raw = false, box = null, top = Number.POSITIVE_INFINITY } = options
  return predictImages(model, { engine, threads, tta, raw, box, top, images }, watched(options))
}
