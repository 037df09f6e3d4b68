import { SweepError } from '../core/sweep-error.js'

/** What hinders a store: no room, no right to write, a damaged file, another process that keeps it for too long. */
export type StoreProblem = 'full' | 'read_only' | 'corrupt' | 'busy' | 'other'

/** The database cannot be read or written as it is. */
export class StoreError extends SweepError {
  override readonly name = 'StoreError'
  readonly kind: StoreProblem

  constructor(message: string, { kind = 'other', cause }: { kind?: StoreProblem; cause?: unknown } = {}) {
    super(message, { cause })
    this.kind = kind
  }
}
