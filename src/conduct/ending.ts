import type { ErrorRecord } from '../core/error-record.js'

/** Why a conductor has ended: nothing is left to do, it was asked to stop, or the sweep cannot work as it is. */
export type Ending =
  | { readonly how: 'done' }
  | { readonly how: 'stopped' }
  | { readonly how: 'same_failure'; readonly error: ErrorRecord; readonly trials: number }
