import { randomUUID } from 'node:crypto'

/** Time as an argument. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}

/** A text that nothing else was ever called by. */
export function freshId(): string {
  return randomUUID()
}
