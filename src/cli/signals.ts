const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface StopOnSignals {
  readonly signal: AbortSignal
  /** Gives the signals back. */
  close(): void
}

/** Ctrl-C once aborts the signal, so that attempts end at their next checkpoint; twice calls `now`. */
export function stopOnSignals(note: (line: string) => void, now: () => Promise<void>): StopOnSignals {
  const stop = new AbortController()
  const onSignal = (name: NodeJS.Signals) => {
    if (stop.signal.aborted) {
      note('Stopping now.')
      void now()
    } else {
      note('Stopping when each trial under way has written its next checkpoint. Ctrl-C again stops now.')
      stop.abort(`stopped by ${name}`)
    }
  }
  for (const name of signals) process.on(name, onSignal)
  return {
    signal: stop.signal,
    close() {
      for (const name of signals) process.off(name, onSignal)
    },
  }
}

/** A signal that Ctrl-C and its like abort, so that what is half done can be taken back. */
export function abortOnSignals(): { readonly signal: AbortSignal; close(): void } {
  const abort = new AbortController()
  const onSignal = (name: NodeJS.Signals) => abort.abort(new Error(`stopped by ${name}`))
  for (const name of signals) process.on(name, onSignal)
  return {
    signal: abort.signal,
    close() {
      for (const name of signals) process.off(name, onSignal)
    },
  }
}
