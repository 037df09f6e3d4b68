import type { ParameterSpecs } from '../../core/parameter.js'
import { type Kinds, parametersOfKinds, refuseTaken } from '../kinds.js'
import type { ParamReader } from '../parameters.js'
import { adadelta, adagrad } from './adagrad.js'
import { adam, adamw, amsgrad } from './adam.js'
import { asgd } from './asgd.js'
import type { Optimizer, OptimizerKind } from './optimizer.js'
import { rmsprop } from './rmsprop.js'
import { nesterov, sgd } from './sgd.js'

/** Every built-in optimizer by the name that a sweep file gives it. */
export const optimizers = {
  sgd,
  nesterov,
  asgd,
  adam,
  amsgrad,
  adamw,
  adagrad,
  adadelta,
  rmsprop,
} as const satisfies Kinds<OptimizerKind>

/** The optimizers that experiments added, by name; each thread has its own. */
const registered = new Map<string, OptimizerKind>()

/**
 * Adds an optimizer under a name that a sweep file can then give, with the parameters that it reads. Call it when the module
 * of an experiment loads, before `defineClassifier`. Throws UsageError for a name that is taken.
 */
export function registerOptimizer(name: string, kind: OptimizerKind): void {
  refuseTaken('optimizer', name, kind, all(), { ...before, ...after })
  registered.set(name, kind)
}

function all(): Kinds<OptimizerKind> {
  return { ...optimizers, ...Object.fromEntries(registered) }
}

export interface OptimizerSettings {
  readonly optimizer: Optimizer
  /** Longest gradient; undefined for no limit. */
  readonly clipNorm: number | undefined
  /** Batches that make one step. */
  readonly accumulationSteps: number
}

/** The optimizer of a trial. Throws UsageError for values that it cannot work with. */
export function optimizerSettings(read: ParamReader): OptimizerSettings {
  return {
    optimizer: makeOptimizer(read),
    clipNorm: read.number('clip_norm') || undefined,
    accumulationSteps: read.number('accumulation_steps'),
  }
}

function makeOptimizer(read: ParamReader): Optimizer {
  const kinds = all()
  return kinds[read.oneOf('optimizer', Object.keys(kinds))]!.make(read)
}

/** The parameters of all optimizers. */
export function optimizerParameters(): ParameterSpecs {
  const kinds = all()
  return {
    optimizer: { type: 'string', values: Object.keys(kinds), default: 'nesterov', description: 'optimizer' },
    ...before,
    ...parametersOfKinds('optimizer', kinds),
    ...after,
  }
}

const before = {
  lr: {
    type: 'number',
    default: 0.01,
    min: 0,
    description: 'learning rate in the first epoch, or the highest of one_cycle',
  },
  weight_decay: {
    type: 'number',
    default: 1e-4,
    min: 0,
    description: 'weight decay, added to the gradient; adamw takes it from the weights instead',
  },
} as const satisfies ParameterSpecs

const after = {
  clip_norm: {
    type: 'number',
    default: 0,
    min: 0,
    description: 'longest gradient, over all weights together; a longer one is scaled down to it; 0 for no limit',
  },
  accumulation_steps: {
    type: 'integer',
    default: 1,
    min: 1,
    description: 'batches whose gradients make one step: a larger batch in the memory of a smaller one',
  },
} as const satisfies ParameterSpecs
