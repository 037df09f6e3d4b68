import type { Observer } from '../../conduct/observer.js'

/** Shows on stderr how a run goes. */
export interface Progress {
  readonly observer: Observer
  /** Says something that is not about one trial. */
  note(line: string): void
  close(): void
}
