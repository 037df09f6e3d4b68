import { adaptiveMoments } from './adaptive-moments.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2), as
 * `torch.optim.AdamW`: Adam on the plain gradient, with every weight first multiplied by 1 - lr x weight decay.
 */
export function adamw(options: OptimizerOptions): Optimizer {
  return adaptiveMoments(options, { keepsLargest: false, decay: 'decoupled' })
}
