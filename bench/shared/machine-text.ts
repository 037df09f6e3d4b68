import type { Machine } from './machine.js'

/** The machine in a line, with a warning where others were computing on it. */
export function machineText({ cpu, cores, memoryGigabytes, system, node, load }: Machine): string {
  const line = `${cpu}, ${cores} cores, ${memoryGigabytes} GB; ${system}; Node ${node}`
  return load < 0.5
    ? line
    : `${line}\n\nLoad before the start: ${load}. If others still compute here, do not trust the figures.`
}
