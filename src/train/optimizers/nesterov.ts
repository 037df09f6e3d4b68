import { descent } from './descent.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'

/**
 * Stochastic gradient descent with Nesterov's momentum, as `torch.optim.SGD(nesterov=True)` (Sutskever et al., "On the
 * importance of initialization and momentum in deep learning", ICML 2013, with the rate outside of the velocity): with
 * g the gradient plus weight decay x w, v <- momentum v + g; w <- w - lr (g + momentum v).
 */
export function nesterov({ weightDecay, momentum }: OptimizerOptions): Optimizer {
  return descent({ weightDecay, momentum, dampening: 0, isNesterov: true })
}
