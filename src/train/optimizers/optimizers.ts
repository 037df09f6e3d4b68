import { adam } from './adam.js'
import { nesterov } from './nesterov.js'
import type { Optimizer } from './optimizer.js'
import { sgd } from './sgd.js'

/** Every optimizer by the name that a sweep file gives it. Adam has no use for `momentum`. */
export const optimizers = { sgd, nesterov, adam } as const satisfies Record<
  string,
  (options: { momentum: number; weightDecay: number }) => Optimizer
>
