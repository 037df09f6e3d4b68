import type { Params } from '#sweep/core/trial.js'
import type { Optimizer } from '#sweep/nn/optimizers/optimizer.js'
import { optimizerParameters, optimizerSettings } from '#sweep/nn/optimizers/registry.js'
import { paramReader } from '#sweep/nn/parameters.js'

/** An optimizer as a sweep file would ask for it, without weight decay unless that is given. */
export function optimizerOf(optimizer: string, params: Params = {}): Optimizer {
  return optimizerSettings(paramReader(optimizerParameters(), { optimizer, weight_decay: 0, ...params })).optimizer
}
