import type { Outcome } from '../../core/outcome.js'
import type { Reading } from '../../core/reading.js'
import type { Attempt } from '../executor.js'

/** From the executor to a host. `id` names an attempt under way; `alive` only says that the executor still works. */
export type ToHost =
  | { readonly type: 'execute'; readonly id: number; readonly attempt: Attempt }
  | { readonly type: 'stop'; readonly id: number; readonly reason: string }
  | { readonly type: 'alive' }

/** From a host to the executor. */
export type FromHost = { readonly id: number } & FromThread

/** From the thread that carries out an attempt to its host. */
export type FromThread =
  | { readonly type: 'reading'; readonly reading: Reading }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'ended'; readonly outcome: Outcome }

/** From a host to the thread that carries out an attempt. */
export type ToThread = { readonly type: 'stop'; readonly reason: string }

/** A host that hears nothing for so many ticks ends itself; the executor says something at each. */
export const ticksOfSilence = 8
