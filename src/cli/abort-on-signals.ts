const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

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
