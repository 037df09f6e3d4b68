import type { Reading } from '../core/trial.js'
import type { AttemptReadings, Lease, Store } from '../store/store.js'

const flushMilliseconds = 100

/**
 * Carries readings to the store in batches, one transaction per tick. `onError` is called when the store refuses; nothing
 * more is written then.
 */
export function keepRecord(store: Store, onError: (error: unknown) => void) {
  let waiting: { lease: Lease; reading: Reading }[] = []
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const batch = byLease(waiting)
    waiting = []
    if (batch.length > 0) writing = writing.then(() => store.record(batch))
    return writing
  }

  return {
    reading(lease: Lease, reading: Reading): void {
      waiting.push({ lease, reading })
      timer ??= setTimeout(() => flush().catch(onError), flushMilliseconds)
    },
    /** Resolves when every reading so far is kept. */
    flush,
    close: (): Promise<void> => flush().catch(onError),
  }
}

function byLease(waiting: readonly { lease: Lease; reading: Reading }[]): readonly AttemptReadings[] {
  const batches = new Map<Lease, Reading[]>()
  for (const { lease, reading } of waiting) {
    const batch = batches.get(lease)
    if (batch) batch.push(reading)
    else batches.set(lease, [reading])
  }
  return [...batches].map(([lease, readings]) => ({ lease, readings }))
}
