import { readdirSync, readFileSync } from 'node:fs'

/** The variable by which a host, and whatever processes an experiment starts in it, are known as that host's. */
export const markVariable = 'SWEEP_HOST'

/**
 * Ends with SIGKILL every process whose mark begins so, but not this one. What an experiment has started would outlive its
 * host otherwise, as nobody's child; its environment is what still tells where it comes from. Needs /proc, so that
 * elsewhere than on Linux nothing happens.
 */
export function endMarked(mark: string): void {
  for (const pid of processes()) {
    if (pid === process.pid || !`\0${environmentOf(pid)}`.includes(`\0${markVariable}=${mark}`)) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has just ended by itself.
    }
  }
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** As NAME=value, each with a zero behind it; nothing of another user's process. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return ''
  }
}

/**
 * How many processes the kernel has killed because the memory of this process's control group was used up; undefined
 * where that is not told. Of a killed process only the signal is left, so that a rise of this number is the only evidence.
 */
export function oomKills(): number | undefined {
  for (const path of places()) {
    const count = /^oom_kill (\d+)$/m.exec(textOf(path) ?? '')?.[1]
    if (count !== undefined) return Number(count)
  }
  return undefined
}

/** Version 2 of control groups, then version 1; in a container the group's own folder is the root. */
function places(): readonly string[] {
  const groups = (textOf('/proc/self/cgroup') ?? '').split('\n').map((line) => line.split(':'))
  const unified = groups.find(([number]) => number === '0')?.[2] ?? '/'
  const memory = groups.find(([, controllers]) => controllers?.split(',').includes('memory'))?.[2] ?? '/'
  return [
    `/sys/fs/cgroup${unified === '/' ? '' : unified}/memory.events`,
    '/sys/fs/cgroup/memory.events',
    `/sys/fs/cgroup/memory${memory === '/' ? '' : memory}/memory.oom_control`,
    '/sys/fs/cgroup/memory/memory.oom_control',
  ]
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
