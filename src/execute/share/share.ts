import type { TrialContext } from '../../core/experiment.js'

/** How the threads of one process come by something that is made only once: the context's `share`. */
export type Share = TrialContext['share']
