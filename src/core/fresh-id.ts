import { randomUUID } from 'node:crypto'

/** A text that nothing else was ever called by. */
export function freshId(): string {
  return randomUUID()
}
