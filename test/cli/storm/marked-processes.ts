import { readdirSync, readFileSync } from 'node:fs'

/** A living process that a test has started, itself or through others. */
export interface MarkedProcess {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** The living processes whose environment holds `NAME=value`, wherever they stand in the tree. Linux only. */
export function markedProcesses(mark: string): readonly MarkedProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // Of a zombie nothing is left to read here.
        if (!readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(mark)) return []
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const command = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ')
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }]
      } catch {
        // It ended while it was looked at.
        return []
      }
    })
}
