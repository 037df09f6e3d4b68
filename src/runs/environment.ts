import type { Observer } from '../conduct/observer.js'
import type { Run } from '../core/run.js'
import type { Outcome, Params, Reading, Trial } from '../core/trial.js'

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

/** What happens while a use case works, in its order. */
export type RunEvent =
  /** Training begins: so many trials of a run, so many at a time. */
  | { readonly type: 'began'; readonly run: string; readonly trials: number; readonly slots: number }
  /** An attempt at a trial; its attempts are counted from 1. */
  | { readonly type: 'started'; readonly trial: Trial; readonly attempt: number }
  | { readonly type: 'reading'; readonly trial: Trial; readonly reading: Reading }
  /** A line that the experiment wrote. */
  | { readonly type: 'log'; readonly trial: Trial; readonly line: string }
  /** An attempt has ended; `value` is what its trial is ranked by. Another one follows where it is to be retried. */
  | {
      readonly type: 'ended'
      readonly trial: Trial
      readonly outcome: Outcome
      readonly value: number | null
      readonly retried: boolean
    }
  /** A trial that was finished before. */
  | { readonly type: 'kept'; readonly trial: Trial }
  /** A trial goes on from the last checkpoint of a finished one with these parameters. */
  | { readonly type: 'continued'; readonly trial: Trial; readonly from: Params }
  /** A trial is taken over from another run, which completed it. */
  | { readonly type: 'reused'; readonly trial: Trial; readonly run: string; readonly number: number }
  /** Something that is not about one trial, in a sentence. */
  | { readonly type: 'note'; readonly line: string }
  /** Training has ended. */
  | { readonly type: 'finished' }

/** Tells what it sees as events. What `onEvent` throws ends the use case. */
function observerOf(onEvent: (event: RunEvent) => void): RunObserver {
  return {
    began: ({ name }, trials, slots) => onEvent({ type: 'began', run: name, trials, slots }),
    finished: () => onEvent({ type: 'finished' }),
    note: (line) => onEvent({ type: 'note', line }),
    started: (trial, attempt) => onEvent({ type: 'started', trial, attempt }),
    reading: (trial, _slot, reading) => onEvent({ type: 'reading', trial, reading }),
    log: (trial, _slot, line) => onEvent({ type: 'log', trial, line }),
    ended: (trial, _slot, outcome, value, retry) =>
      onEvent({ type: 'ended', trial, outcome, value, retried: retry !== undefined }),
    kept: (trial) => onEvent({ type: 'kept', trial }),
    continued: (trial, { params }) => onEvent({ type: 'continued', trial, from: params }),
    reused: (trial, from) => onEvent({ type: 'reused', trial, ...from }),
  }
}

/** How a program watches and stops a use case. */
export interface Watching {
  /** Told what happens; what it throws ends the use case. */
  readonly onEvent?: (event: RunEvent) => void
  /** Aborts when no further trial shall start, and those under way shall end at their next checkpoint. */
  readonly signal?: AbortSignal
  /** Aborts when they shall end at once. */
  readonly kill?: AbortSignal
}

/** What of an environment a program gives by watching. */
export function watched({ onEvent, signal = never(), kill = never() }: Watching) {
  return { observer: onEvent ? observerOf(onEvent) : createObserver(), signal, kill }
}

/** A signal that does not abort. */
export function never(): AbortSignal {
  return new AbortController().signal
}
