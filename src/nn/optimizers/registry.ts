import { UsageError } from '../../core/errors.js'
import type { ParameterSpecs } from '../../core/parameter.js'
import type { ParamReader } from '../parameters.js'
import { adadelta, adagrad } from './adagrad.js'
import { adam, adamw, amsgrad } from './adam.js'
import { asgd } from './asgd.js'
import type { Optimizer, OptimizerOptions } from './optimizer.js'
import { rmsprop } from './rmsprop.js'
import { nesterov, sgd } from './sgd.js'

/** Every optimizer by the name that a sweep file gives it. */
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
} as const satisfies Record<string, (options: OptimizerOptions) => Optimizer>

export interface OptimizerSettings {
  readonly optimizer: Optimizer
  /** Longest gradient; undefined for no limit. */
  readonly clipNorm: number | undefined
  /** Batches that make one step. */
  readonly accumulationSteps: number
}

/** Throws UsageError for a momentum that the optimizer cannot work with. */
export function optimizerSettings(read: ParamReader): OptimizerSettings {
  const name = read.oneOf('optimizer', Object.keys(optimizers) as OptimizerName[])
  refuseMomentum(name, read)
  return {
    optimizer: optimizers[name]({
      weightDecay: read.number('weight_decay'),
      momentum: read.number('momentum'),
      dampening: read.number('dampening'),
      beta1: read.number('beta1'),
      beta2: read.number('beta2'),
      epsilon: read.number('epsilon') || undefined,
      rho: read.number('rho'),
      alpha: read.number('alpha'),
      centered: read.boolean('centered'),
      lrDecay: read.number('adagrad_lr_decay'),
      initialAccumulator: read.number('adagrad_initial_accumulator'),
      asgdLambda: read.number('asgd_lambda'),
      asgdAlpha: read.number('asgd_alpha'),
      asgdT0: read.number('asgd_t0'),
      asgdAverage: read.boolean('asgd_average'),
    }),
    clipNorm: read.number('clip_norm') || undefined,
    accumulationSteps: read.number('accumulation_steps'),
  }
}

type OptimizerName = keyof typeof optimizers

function refuseMomentum(name: OptimizerName, read: ParamReader): void {
  switch (name) {
    case 'nesterov':
      if (read.number('momentum') > 0) return
      throw new UsageError(
        'momentum: 0 makes nesterov plain sgd; write more than 0, as 0.9, or take the optimizer sgd in its place',
      )
    case 'adam':
    case 'amsgrad':
    case 'adamw':
      for (const beta of betasOf(read)) refuseEndlessMean(name, beta, read.number(beta))
      return
    case 'sgd':
    case 'asgd':
    case 'adagrad':
    case 'adadelta':
    case 'rmsprop':
      return
    default:
      name satisfies never
  }
}

/** The parameters that say how much of its means an Adam keeps. */
function betasOf(read: ParamReader): readonly string[] {
  const isCycled = read.value('schedule') === 'one_cycle' && read.boolean('one_cycle_momentum')
  return ['beta1', 'beta2', ...(isCycled ? ['one_cycle_base_momentum', 'one_cycle_max_momentum'] : [])]
}

/** The correction of a mean that began with 0 divides by 1 - beta^t. */
function refuseEndlessMean(optimizer: OptimizerName, parameter: string, beta: number): void {
  if (beta < 1) return
  throw new UsageError(
    `${parameter}: ${optimizer} divides by 1 - ${beta}, and would learn from no gradient; write less than 1, as ` +
      `${parameter === 'beta2' ? 0.999 : 0.9}`,
  )
}

const adams = ['adam', 'amsgrad', 'adamw'] as const

/** The optimizer; defaults that are not the study's are PyTorch's. */
export const optimizerParameters = {
  optimizer: {
    type: 'string',
    values: ['sgd', 'nesterov', 'asgd', 'adam', 'amsgrad', 'adamw', 'adagrad', 'adadelta', 'rmsprop'],
    default: 'nesterov',
    description: 'optimizer',
  },
  lr: {
    type: 'number',
    default: 0.01,
    min: 0,
    description: 'learning rate in the first epoch, or the highest of one_cycle',
  },
  momentum: {
    type: 'number',
    default: 0.9,
    min: 0,
    max: 1,
    readWhen: { optimizer: ['sgd', 'nesterov', 'rmsprop'] },
    description: 'sgd, nesterov and rmsprop: momentum',
  },
  dampening: {
    type: 'number',
    default: 0,
    min: 0,
    max: 1,
    readWhen: { optimizer: ['sgd'] },
    description: 'sgd: dampening of the momentum',
  },
  weight_decay: {
    type: 'number',
    default: 1e-4,
    min: 0,
    description: 'weight decay, added to the gradient; adamw takes it from the weights instead',
  },
  beta1: {
    type: 'number',
    default: 0.9,
    min: 0,
    max: 1,
    readWhen: { optimizer: adams },
    description: 'adam, amsgrad, adamw: decay of the mean, below 1',
  },
  beta2: {
    type: 'number',
    default: 0.999,
    min: 0,
    max: 1,
    readWhen: { optimizer: adams },
    description: 'adam, amsgrad, adamw: decay of the square, below 1',
  },
  epsilon: {
    type: 'number',
    default: 0,
    min: 0,
    readWhen: { optimizer: ['adam', 'amsgrad', 'adamw', 'adagrad', 'adadelta', 'rmsprop'] },
    description: "added to denominators by all but sgd, nesterov and asgd; 0 stands for each optimizer's own default",
  },
  rho: {
    type: 'number',
    default: 0.9,
    min: 0,
    max: 1,
    readWhen: { optimizer: ['adadelta'] },
    description: 'adadelta: decay of the squares',
  },
  alpha: {
    type: 'number',
    default: 0.99,
    min: 0,
    max: 1,
    readWhen: { optimizer: ['rmsprop'] },
    description: 'rmsprop: decay of the square',
  },
  centered: {
    type: 'boolean',
    default: false,
    readWhen: { optimizer: ['rmsprop'] },
    description: 'rmsprop: divide by the deviation from the mean',
  },
  adagrad_lr_decay: {
    type: 'number',
    default: 0,
    min: 0,
    readWhen: { optimizer: ['adagrad'] },
    description: 'adagrad: decay of the learning rate by step',
  },
  adagrad_initial_accumulator: {
    type: 'number',
    default: 0,
    min: 0,
    readWhen: { optimizer: ['adagrad'] },
    description: 'adagrad: first sum of squares',
  },
  asgd_lambda: {
    type: 'number',
    default: 1e-4,
    min: 0,
    readWhen: { optimizer: ['asgd'] },
    description: 'asgd: decay term',
  },
  asgd_alpha: {
    type: 'number',
    default: 0.75,
    min: 0,
    readWhen: { optimizer: ['asgd'] },
    description: 'asgd: power of the decaying rate',
  },
  asgd_t0: {
    type: 'number',
    default: 1e6,
    min: 0,
    readWhen: { optimizer: ['asgd'] },
    description: 'asgd: step after which weights are averaged; one of the training, if asgd_average',
  },
  asgd_average: {
    type: 'boolean',
    default: false,
    readWhen: { optimizer: ['asgd'] },
    description: 'asgd: evaluate, and keep, the averaged weights',
  },
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
