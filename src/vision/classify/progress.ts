import type { SavedCheckpoint, StartingPoint, TrialContext } from '../../core/experiment.js'
import type { Json } from '../../core/json.js'
import type { TensorData } from '../../core/safetensors.js'
import type { Metrics } from '../../core/trial.js'
import type { Tf } from '../../engine/engine.js'
import { type Tensor, type Tensors, tensorsUnder, tidy, toTensors } from '../../nn/tensors.js'
import { type EpochPart, noPart } from '../fit/epoch.js'
import type { TrainingState } from '../fit/step.js'
import { dataKey, type TrainedOn } from './model-description.js'
import type { Setup } from './setup.js'
import { startingWeights } from './starting-weights.js'

/** Everything that a trial carries from step to step: with it, a resumed trial goes on bit for bit. */
export interface TrainingProgress {
  /** Epochs done. */
  readonly epochs: number
  /** How far the epoch after them has come. */
  readonly part: EpochPart
  readonly state: TrainingState
  /** The metric that is optimized, of every epoch that reported it: what schedules look at. */
  readonly past: readonly number[]
  readonly best: Best | undefined
  /** What its weights are trained on, those that it began with included. */
  readonly trainedOn: readonly TrainedOn[]
}

/** The best epoch so far. */
export interface Best {
  readonly metrics: Metrics
  /** Those that were scored, so with averages where the optimizer has them. */
  readonly weights: Tensors
  /** Of the validation split, [count, classes]; empty without one. */
  readonly logits: Float32Array
}

/** Where a trial without a checkpoint begins: the first weights drawn from its seed, or another training's. */
export async function startProgress(tf: Tf, setup: Setup, { random }: TrialContext<Tf>): Promise<TrainingProgress> {
  const { model, optimizer, read, data } = setup
  const drawn = model.init((name) => random(`weights/${name}`))
  const begun = await startingWeights(drawn, read.value('init_from') as StartingPoint | null, data)
  const weights = toTensors(tf, begun.weights)
  const trainedOn = [...begun.trainedOn, { data: dataKey(data), train: data.train }]
  const trainable = Object.entries(weights).filter(([name]) => model.isTrainable(name))
  const state = tidy(tf, () => optimizer.init(tf, Object.fromEntries(trainable)))
  return { epochs: 0, part: noPart, state: { weights, optimizer: state }, past: [], best: undefined, trainedOn }
}

/** Progress as a checkpoint holds it. */
export function saveProgress({ epochs, part, state, past, best, trainedOn }: TrainingProgress): {
  tensors: Readonly<Record<string, Tensor | TensorData>>
  state: Json
} {
  const { steps, slots, numbers } = state.optimizer
  const groups = [
    ['weights', state.weights],
    ['best', best?.weights ?? {}],
    ...Object.entries(slots).map(([slot, tensors]) => [`optimizer.${slot}`, tensors] as const),
  ] as const
  const tensors = groups.flatMap(([group, members]) =>
    Object.entries(members).map(([name, tensor]) => [`${group}/${name}`, tensor] as const),
  )
  const logits: TensorData | undefined = best && {
    dtype: 'float32',
    shape: [best.logits.length],
    data: best.logits,
  }
  return {
    tensors: { ...Object.fromEntries(tensors), ...(logits ? { 'best.logits': logits } : {}) },
    state: {
      epochs,
      part: { ...part },
      past,
      trained_on: trainedOn,
      best_metrics: best?.metrics ?? null,
      optimizer_steps: steps,
      optimizer_slots: Object.keys(slots),
      optimizer_numbers: numbers,
    },
  }
}

/** What `saveProgress` wrote, as tensors of the engine again. */
export function restoreProgress(tf: Tf, saved: SavedCheckpoint): TrainingProgress {
  const state = saved.state as unknown as SavedState
  const group = (prefix: string) => toTensors(tf, tensorsUnder(`${prefix}/`, saved.tensors))
  const { optimizer_slots: slots, best_metrics: metrics } = state
  return {
    epochs: state.epochs,
    part: state.part,
    state: {
      weights: group('weights'),
      optimizer: {
        steps: state.optimizer_steps,
        slots: Object.fromEntries(slots.map((slot) => [slot, group(`optimizer.${slot}`)])),
        numbers: state.optimizer_numbers,
      },
    },
    past: state.past,
    trainedOn: state.trained_on,
    best:
      metrics === null
        ? undefined
        : { metrics, weights: group('best'), logits: saved.tensors['best.logits']!.data as Float32Array },
  }
}

interface SavedState {
  readonly epochs: number
  readonly part: EpochPart
  readonly past: readonly number[]
  readonly trained_on: readonly TrainedOn[]
  readonly best_metrics: Metrics | null
  readonly optimizer_steps: number
  readonly optimizer_slots: readonly string[]
  readonly optimizer_numbers: Readonly<Record<string, number>>
}
