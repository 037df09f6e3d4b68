import type { Executor } from '../executor.js'
import { hostEnvironment } from './host-environment.js'
import { type Host, startHost } from './host-process.js'

export interface PoolOptions {
  /** Number of hosts, each with one slot. */
  readonly slots: number
  /** Threads that the engine may use in each host. */
  readonly threads: number
}

/** Carries out attempts in child processes, each with one warm thread; a host that dies is replaced when next needed. */
export function createPoolExecutor({ slots, threads }: PoolOptions): Executor {
  const idle: Host[] = []
  const all = new Set<Host>()
  let closed = false

  const takeHost = (): Host => {
    for (let host = idle.pop(); host; host = idle.pop()) if (host.alive) return host
    const host = startHost(hostEnvironment(process.env, threads), () => all.delete(host))
    all.add(host)
    return host
  }

  return {
    slots,
    async execute(attempt, watch, signal) {
      if (closed) return { status: 'interrupted', reason: 'the executor was closed' }
      const host = takeHost()
      const outcome = await host.execute(attempt, watch, signal)
      if (host.alive) idle.push(host)
      // A host that dies after a stop was asked for died of it, as far as anybody can tell.
      const stopped = closed ? 'the executor was closed' : signal.aborted ? String(signal.reason) : undefined
      const died = outcome.status === 'failed' && outcome.error.class === 'host_died'
      return died && stopped !== undefined ? { status: 'interrupted', reason: stopped } : outcome
    },
    async close() {
      closed = true
      await Promise.all([...all].map((host) => host.kill()))
    },
  }
}
