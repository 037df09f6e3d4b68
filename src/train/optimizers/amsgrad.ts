import { adaptiveMoments } from './adaptive-moments.js'
import type { Optimizer } from './optimizer.js'
import type { OptimizerOptions } from './optimizer-options.js'

/**
 * AMSGrad (Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018, algorithm 2), as
 * `torch.optim.Adam(amsgrad=True)`: Adam that divides by the largest mean of squares so far.
 */
export function amsgrad(options: OptimizerOptions): Optimizer {
  return adaptiveMoments(options, { keepsLargest: true, decay: 'coupled' })
}
