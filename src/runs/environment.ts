import type { Observer } from '../conduct/observer.js'
import type { Run } from '../core/run.js'

/** What every use case is given beside its input: nothing is read from the process, and nothing printed. */
export interface Environment {
  readonly runsFolder: string
  /** URLs of the modules of the experiments that are known by name. */
  readonly experiments: Readonly<Record<string, URL>>
  /** Where relative paths start that do not come from a sweep file. */
  readonly cwd: string
  readonly observer: RunObserver
  /** Aborts when no further attempt shall start, and those under way shall end at their next checkpoint. */
  readonly signal: AbortSignal
  /** Aborts when they shall end at once. */
  readonly kill: AbortSignal
}

/** Sees what a use case does. */
export interface RunObserver extends Observer {
  /** Training begins: so many trials of a run, so many at a time. Waited for. */
  began(run: Run, trials: number, slots: number): void | Promise<void>
  /** Training has ended; as often as it began. */
  finished(): void
  /** Something that is not about one trial, in a sentence. */
  note(line: string): void
}

/** Sees nothing; with some events in place of that. */
export function createObserver(events: Partial<RunObserver> = {}): RunObserver {
  return {
    began() {},
    finished() {},
    note() {},
    started() {},
    reading() {},
    log() {},
    ended() {},
    kept() {},
    continued() {},
    reused() {},
    ...events,
  }
}
