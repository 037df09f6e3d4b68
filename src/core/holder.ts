import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** The process that holds a lease. */
export interface Holder {
  readonly host: string
  readonly pid: number
  /** When the process started, as its system tells it: a number that is given again belongs to another process. */
  readonly started: string
}

/** The process that runs this code. */
export function thisHolder(): Holder {
  return { host: hostname(), pid: process.pid, started: processStart(process.pid) ?? '' }
}

/** Whether a holder is known to be gone: on another host nothing can be known. */
export function isGone(holder: Holder): boolean {
  if (holder.host !== hostname()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const started = processStart(holder.pid)
  return started !== undefined && holder.started !== '' && started !== holder.started
}

/** Start time in clock ticks since boot with the boot's id, where /proc tells it; a zombie counts as gone. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return 'zombie'
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}
