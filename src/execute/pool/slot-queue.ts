/** Gives out the slots of several hosts, first come first served. */
export interface SlotQueue {
  /**
   * Resolves with the number of the host to go to: the one with the fewest attempts under way, a warm one before a cold
   * one. `alone` waits for a host without any and keeps others away from it. Undefined when the signal aborts first.
   */
  take(alone: boolean, signal: AbortSignal): Promise<number | undefined>
  /** Gives a slot of a host back. */
  leave(host: number): void
  /** Whoever waits gets undefined. */
  close(): void
}

export function createSlotQueue(hosts: number, slotsPerHost: number, isWarm: (host: number) => boolean): SlotQueue {
  const places = Array.from({ length: hosts }, (_, host) => ({ host, underWay: 0, shut: false }))
  const waiting: { readonly alone: boolean; readonly go: (host: number | undefined) => void }[] = []

  const find = (alone: boolean) => {
    const open = places.filter(({ underWay, shut }) => !shut && underWay < (alone ? 1 : slotsPerHost))
    return open.sort((a, b) => a.underWay - b.underWay || Number(isWarm(b.host)) - Number(isWarm(a.host)))[0]
  }
  const serve = () => {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const place = find(next.alone)
      if (!place) return
      waiting.shift()
      place.underWay++
      place.shut = next.alone
      next.go(place.host)
    }
  }

  return {
    take(alone, signal) {
      return new Promise((resolve) => {
        const giveUp = () => {
          waiting.splice(waiting.indexOf(request), 1)
          resolve(undefined)
          serve()
        }
        const request = {
          alone,
          go(host: number | undefined) {
            signal.removeEventListener('abort', giveUp)
            resolve(host)
          },
        }
        if (signal.aborted) return resolve(undefined)
        signal.addEventListener('abort', giveUp)
        waiting.push(request)
        serve()
      })
    },
    leave(host) {
      const place = places[host]!
      place.underWay--
      place.shut = false
      serve()
    },
    close() {
      for (const { go } of waiting.splice(0)) go(undefined)
    },
  }
}
