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
