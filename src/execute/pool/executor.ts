import { freshId } from '../../core/clock.js'
import type { Device } from '../../core/run.js'
import type { Executor } from '../executor.js'
import { hostEnvironment } from './environment.js'
import { type Host, startHost } from './host-process.js'
import { endMarked, markVariable } from './processes.js'

export interface PoolOptions {
  /** One host for each, so a device is listed as often as processes shall train on it at the same time. */
  readonly devices: readonly Device[]
  /** Attempts at the same time in one host. They share its engine, which must bear that: libtensorflow's binding does not. */
  readonly slotsPerHost: number
  /** Threads that the engine may use in each host. */
  readonly threads: number
  /**
   * Milliseconds after which a host ends itself when this process is suspended. Shorter than the lease under which it
   * works, so that nobody else trains the same trials by then. 40 seconds suit a lease of a minute.
   */
  readonly silence?: number
  /** A host is replaced when so many attempts have ended in it. */
  readonly recycleAfter?: number | null
  /** A host is replaced after an attempt that left its resident memory above so many bytes. */
  readonly hostMemory?: number | null
}

/**
 * Carries out attempts in child processes, each with a warm thread per slot; a host that dies is replaced when next
 * needed. Of several attempts that died with their host one may be to blame: each then has a host of its own once.
 */
export function createPoolExecutor(options: PoolOptions): Executor {
  const { devices, slotsPerHost, threads, silence = 40_000 } = options
  const recycleAfter = options.recycleAfter ?? Number.POSITIVE_INFINITY
  const hostMemory = options.hostMemory ?? Number.POSITIVE_INFINITY
  const hosts: (Host | undefined)[] = devices.map(() => undefined)
  const all = new Set<Host>()
  const suspects = new Set<string>()
  const queue = createSlotQueue(devices.length, slotsPerHost, (place) => hosts[place]?.alive === true)
  const mark = `${freshId()}/`
  let started = 0
  let closed = false

  const hostAt = (place: number): Host => {
    const warm = hosts[place]
    if (warm?.alive) return warm
    const hostMark = `${mark}${++started}`
    const environment = { ...hostEnvironment(process.env, threads, devices[place]!), [markVariable]: hostMark }
    const host = startHost(environment, slotsPerHost, silence, () => {
      all.delete(host)
      // With the zero that ends it: 1 is not 12. When all are closed they are looked for once.
      if (!closed) endMarked(`${hostMark}\0`)
    })
    all.add(host)
    hosts[place] = host
    return host
  }

  return {
    slots: devices.length * slotsPerHost,
    async execute(attempt, watch, signal) {
      const stopReason = () => (closed ? 'the executor was closed' : signal.aborted ? String(signal.reason) : undefined)
      const { key } = attempt.trial
      const place = closed ? undefined : await queue.take(suspects.has(key), signal)
      if (place === undefined) return { status: 'interrupted', reason: stopReason()! }
      try {
        if (closed) return { status: 'interrupted', reason: stopReason()! }
        const host = hostAt(place)
        const outcome = await host.execute(attempt, watch, signal)
        // What threw for want of memory has rarely freed what it had: the next attempt would find the device as full.
        const starved = outcome.status === 'failed' && outcome.error.class === 'out_of_memory'
        if (starved || host.ended >= recycleAfter || host.memory > hostMemory) host.retire()
        const died = outcome.status === 'failed' && outcome.error.class === 'host_died'
        if (died && host.lost > 1) suspects.add(key)
        else suspects.delete(key)
        // A host that dies or falls silent after a stop was asked for did so because of it, as far as anybody can tell.
        const stopped = stopReason()
        const silent = outcome.status === 'failed' && outcome.error.class === 'timeout'
        return (died || silent) && stopped !== undefined ? { status: 'interrupted', reason: stopped } : outcome
      } finally {
        queue.leave(place)
      }
    },
    async close() {
      closed = true
      queue.close()
      await Promise.all([...all].map((host) => host.kill()))
      endMarked(mark)
    },
  }
}

/** Gives out the slots of several hosts, first come first served. */
interface SlotQueue {
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
