import { readFileSync } from 'node:fs'

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
