import { availableParallelism, cpus, loadavg, release, type as systemName, totalmem } from 'node:os'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly node: string
  /** Of the last minute, before the first measurement: what others computed here. */
  readonly load: number
}

/** What the figures of a bench were measured on. */
export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${systemName()} ${release()}`,
    node: process.version,
    load: Math.round(loadavg()[0]! * 10) / 10,
  }
}
