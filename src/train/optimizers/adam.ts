import { adaptiveMoments } from './adaptive-moments.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1), as `torch.optim.Adam`:
 * weight decay is part of the gradient.
 */
export function adam(options: OptimizerOptions): Optimizer {
  return adaptiveMoments(options, { keepsLargest: false, decay: 'coupled' })
}
