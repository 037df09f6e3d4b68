import { UsageError } from '../../../core/usage-error.js'
import type { Optimizer } from '../../optimizers/optimizer.js'
import { optimizers } from '../../optimizers/optimizers.js'
import type { ParamReader } from './param-reader.js'

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
