import { adadelta } from './adadelta.js'
import { adagrad } from './adagrad.js'
import { adam } from './adam.js'
import { adamw } from './adamw.js'
import { amsgrad } from './amsgrad.js'
import { asgd } from './asgd.js'
import { nesterov } from './nesterov.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'
import { rmsprop } from './rmsprop.js'
import { sgd } from './sgd.js'

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
