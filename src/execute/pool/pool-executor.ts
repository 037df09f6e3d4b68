import type { Device } from '../../core/device.js'
import { freshId } from '../../core/fresh-id.js'
import type { Executor } from '../executor.js'
import { hostEnvironment } from './host-environment.js'
import { endMarked, markVariable } from './host-mark.js'
import { type Host, startHost } from './host-process.js'
import { createSlotQueue } from './slot-queue.js'

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
