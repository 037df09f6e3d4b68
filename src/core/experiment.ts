import type { Json } from './json.js'
import type { ParameterSchema, ParameterSpecs } from './parameter.js'
import type { Random } from './random.js'
import type { NamedTensors, TensorData } from './safetensors.js'
import type { Metric } from './sweep.js'
import type { Metrics, Params, Trial } from './trial.js'

/** Trains one trial. Runs in a worker thread; what goes in and out is plain data. */
export type Experiment<Engine = unknown> = (trial: Trial, context: TrialContext<Engine>) => Promise<Metrics>

/** What the default export of an experiment's module is. */
export interface ExperimentDefinition<Engine = unknown> {
  readonly run: Experiment<Engine>
  /** The parameters that `run` reads. When given, every other parameter in a sweep file is refused. */
  readonly parameters?: ParameterSpecs | ParameterSchema
  /** The metrics that `run` reports. When given, a sweep that optimizes another one is refused. */
  readonly metrics?: readonly string[]
  /**
   * Throws for a point that cannot be trained, since its parameters (defaults filled in, else as written) do not fit one
   * another or the metric of the sweep. Called before the first trial starts, with every point of a sweep or a few
   * thousand of them.
   */
  readonly check?: (params: Params, metric: Metric) => void
  /** When given, a longer trial may go on from the last checkpoint of a shorter one. */
  readonly continues?: Continues
  /**
   * When given, `sweep retrain --combine` may train on splits joined: the parameters that change (of a trial, defaults
   * filled in) for a training on the data of all `parts`, which are names of parameters, as train and validation. None of
   * them is scored then, so that the metric of the sweep need not be reported, and where it is not, the model is that of
   * the last step. Throws for parameters that cannot be trained so.
   */
  readonly combine?: (params: Params, parts: readonly string[]) => Params
  /** When given, `sweep plan --schedules` draws them. */
  readonly learningRates?: LearningRates
  /**
   * Called once, in a thread of its own, before the first trial starts, with every value that each parameter takes in
   * the sweep (defaults filled in, paths resolved, starting points found). Checks and caches data; what it throws stops
   * the sweep, as one whose metric these values do not let it report.
   */
  readonly prepare?: (values: ParameterValues, log: (line: string) => void, sweep: PreparedSweep) => Promise<void>
}

/** What an experiment is told of the sweep that it prepares for, beside the values of its parameters. */
export interface PreparedSweep {
  /** What the sweep optimizes. */
  readonly metric: Metric
  /** Its points, all of them or a few thousand: which values stand together. Given as `values` are. */
  readonly points: readonly Params[]
}

/**
 * How trials lengthen one another. A complete trial that differs only in a smaller value of `parameter` has done exactly
 * what the longer one does until then, unless `when` says otherwise of their parameters, defaults filled in.
 */
export interface Continues {
  /** As `epochs`. */
  readonly parameter: string
  readonly when?: (shorter: Params, longer: Params) => boolean
}

/** The learning rates of a trial, as far as its parameters alone decide them. */
export interface LearningRates {
  /** The parameters that decide them. */
  readonly parameters: readonly string[]
  /** The rate at the start of every epoch of a trial with these parameters, defaults filled in. */
  of(params: Params): readonly number[]
  /** What is taken for granted of the rest, as "as if the metric never got better". */
  note?(params: Params): string | undefined
}

/** Every value that each parameter takes in a sweep. */
export type ParameterValues = Readonly<Record<string, readonly Json[]>>

/** What an experiment is given beside its trial. */
export interface TrialContext<Engine = unknown> {
  /** What the sweep optimizes. */
  readonly metric: Metric
  /** The ready TensorFlow.js namespace. */
  readonly engine: Engine
  /** Aborts on pruning, time-out and stop. Throw `signal.reason` to end the attempt early. */
  readonly signal: AbortSignal
  /**
   * Sends one reading. Steps must rise. A metric that is not finite ends the trial as diverged.
   * Throws when the sweep is stopping and this experiment does not checkpoint.
   */
  report(step: number, metrics: Metrics): void
  readonly checkpoint: Checkpoints
  /** A stream of random numbers derived from the trial's seed and this name: the same whenever it is asked for. */
  random(name: string): Random
  /**
   * Something costly that several trials need, as a dataset: made when it is first asked for by this key, and then handed to
   * every thread of this process, as a structured clone in which SharedArrayBuffers stay the same memory. Only the newest is
   * kept, so hold on to what you were given. What `make` throws is thrown, and the next to ask tries again.
   */
  share<Value>(key: string, make: () => Promise<Value>): Promise<Value>
  /**
   * Keeps the model, as `model.json` and weights, when this trial is being retrained; in a sweep it is tried, and nothing kept. What is
   * needed to use it (labels, what is done to its input) may be said in `description`, which `manifest.json` holds. Throws
   * TypeError for weights that are neither float32, int32 nor bool.
   */
  saveModel(model: SavableModel, description?: Json): Promise<void>
  /**
   * Keeps tensors with the trial beside its readings, as the logits of every sample, durably; what had this name before is
   * overwritten. A name is small letters and digits with `-` or `_` between them. An experiment that goes on from a checkpoint
   * finds again what it kept before, maybe of a moment after it.
   */
  artifact(name: string, tensors: Readonly<Record<string, TensorData | TensorLike>>, metadata: Json): Promise<void>
  log(line: string): void
}

/** Where an attempt keeps what it needs to go on bit for bit. Report a step before saving it. */
export interface Checkpoints {
  /**
   * Writes a checkpoint, durably; throws when the sweep is stopping, so that the attempt ends here. Arrays are not copied:
   * they stay as they are until it resolves. `step` is the last one that was reported, 0 before the first.
   */
  save(
    step: number,
    tensors: Readonly<Record<string, TensorData | TensorLike>>,
    state: Json,
    options?: SaveOptions,
  ): Promise<void>
  /** The newest readable checkpoint of this trial; undefined when it has none. Its readings are reported again. */
  latest(): Promise<SavedCheckpoint | undefined>
  /**
   * Whether more time has passed since the last checkpoint, or since the attempt began, than the sweep's `checkpoint_every`;
   * also true when the sweep is stopping. To ask between batches, so that little is lost of a long step.
   */
  due(): boolean
}

export interface SaveOptions {
  /** How far into the next step, in units of the experiment's own, as batches of an epoch; 0, or left out, for its beginning. */
  readonly within?: number
}

export interface SavedCheckpoint {
  readonly step: number
  /** How far into the next step. */
  readonly within: number
  readonly tensors: NamedTensors
  readonly state: Json
}

/** A tensor of the engine, as far as a checkpoint looks at it. */
export interface TensorLike {
  readonly dtype: string
  readonly shape: readonly number[]
  data(): Promise<Float32Array | Int32Array | Uint8Array | string[]>
}

/** A model of the engine, as far as saving looks at it (tf.LayersModel and tf.GraphModel fit). */
export interface SavableModel {
  // biome-ignore lint/suspicious/noExplicitAny: the handler's type belongs to the engine, which core does not import
  save(handler: any): Promise<unknown>
}

/** Where a trial starts from: what `trial.params` holds of a parameter of the type `trial` that is not null. Plain JSON. */
export type StartingPoint =
  /** The best checkpoint of a complete trial of another run, by that run's metric; `readCheckpoint(file)` reads it. */
  | {
      readonly kind: 'checkpoints'
      /** Of the trial's checkpoints; absolute. */
      readonly folder: string
      /** The checkpoint in it; absolute. */
      readonly file: string
      readonly step: number
      readonly metric: Metric
    }
  /** A model that `sweep retrain` has saved: `model.json` and `weights.bin`, as tf.loadLayersModel reads them; not yet read. */
  | { readonly kind: 'model'; readonly folder: string; readonly metric: null }
