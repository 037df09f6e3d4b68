const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ctrl-C once stops trials at their next checkpoint, twice at once. Gives what gives the signals back. */
export function stopOnSignals(soft: AbortController, hard: AbortController, note: (line: string) => void): () => void {
  const onSignal = (name: NodeJS.Signals) => {
    if (soft.signal.aborted) {
      note('Stopping now.')
      hard.abort(`stopped by ${name}`)
    } else {
      note('Stopping when each trial under way has written its next checkpoint. Ctrl-C again stops now.')
      soft.abort(`stopped by ${name}`)
    }
  }
  for (const name of signals) process.on(name, onSignal)
  return () => {
    for (const name of signals) process.off(name, onSignal)
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
