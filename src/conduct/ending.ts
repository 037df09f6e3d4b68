import type { ErrorRecord } from '../core/error-record.js'

/** Why a conductor has ended: no attempt is left to be made, or the sweep cannot work as it is. */
export type Ending =
  | { readonly how: 'done' }
  | { readonly how: 'same_failure'; readonly error: ErrorRecord; readonly trials: number }
