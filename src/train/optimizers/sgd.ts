import { descent } from './descent.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'

/**
 * Stochastic gradient descent with momentum, as `torch.optim.SGD`: with g the gradient plus weight decay x w,
 * v <- momentum v + (1 - dampening) g, but v <- g in the first step; w <- w - lr v.
 */
export function sgd({ weightDecay, momentum, dampening = 0 }: OptimizerOptions): Optimizer {
  return descent({ weightDecay, momentum, dampening, isNesterov: false })
}
