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

export function optimizerSettings(read: ParamReader): OptimizerSettings {
  const name = read.oneOf('optimizer', Object.keys(optimizers) as (keyof typeof optimizers)[])
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
