import type { Outcome, Reading } from '../../core/trial.js'
import type { Attempt } from '../executor.js'

/** From the executor to a host. `id` names an attempt under way; `alive` only says that the executor still works. */
export type ToHost =
  | { readonly type: 'execute'; readonly id: number; readonly attempt: Attempt }
  | { readonly type: 'stop'; readonly id: number; readonly reason: string }
  | { readonly type: 'alive' }

/** From a host to the executor; `alive` answers the same. `memory` is the host's resident memory in bytes. */
export type FromHost =
  | { readonly type: 'alive' }
  | ({ readonly id: number; readonly memory: number } & EndedMessage)
  | ({ readonly id: number } & Exclude<FromThread, EndedMessage>)

/** From the thread that carries out an attempt to its host. */
export type FromThread =
  /** The engine is loaded and the experiment begins. */
  | { readonly type: 'begun' }
  | { readonly type: 'reading'; readonly reading: Reading }
  | { readonly type: 'saved' }
  | { readonly type: 'saved_model' }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'continued'; readonly key: string }
  | EndedMessage

interface EndedMessage {
  readonly type: 'ended'
  readonly outcome: Outcome
}

/** From a host to the thread that carries out an attempt. */
export type ToThread = { readonly type: 'stop'; readonly reason: string }

/** A host that hears nothing for so many ticks ends itself; the executor says something at each. */
export const ticksOfSilence = 8
