import { readdirSync, readFileSync } from 'node:fs'
import { BenchError } from '../shared/bench-error.js'

export interface HostMemory {
  readonly pid: number
  readonly residentMegabytes: number
}

/** Reads from /proc how much memory the only child of a process has resident: that of `sweep run` is its host. */
export function hostMemory(parent: number): HostMemory {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
  if (children.length !== 1) {
    throw new BenchError(`process ${parent} has ${children.length} children, expected one host: run it with one worker`)
  }
  const pid = Number(children[0])
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
  return { pid, residentMegabytes: Number(kilobytes) / 1024 }
}

/** Undefined when the process has just ended. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])
  } catch {
    return undefined
  }
}
