import { type ErrorRecord, errorRecord } from '../../core/error-record.js'
import { isOutOfMemory } from '../out-of-memory.js'

/** What is known about a host process that has ended. */
export interface Death {
  /** As `by SIGSEGV` or `with exit code 1`. */
  readonly how: string
  readonly signal: NodeJS.Signals | null
  /** How many attempts were under way. */
  readonly lost: number
  /** The last that it printed. */
  readonly lastLines: readonly string[]
  /** How many processes the kernel killed for want of memory while it lived; undefined where that is not told. */
  readonly oomKills: number | undefined
}

/** Why the attempts in a host failed that died by itself. */
export function deathError({ how, signal, lost, lastLines, oomKills }: Death): ErrorRecord {
  const during = lost > 1 ? `while ${lost} trials trained in it` : 'during this trial'
  const printed = lastLines.length === 0 ? 'It printed nothing.' : `It last printed:\n  ${lastLines.join('\n  ')}`
  const killed = signal === 'SIGKILL'
  const starved = (killed && (oomKills ?? 0) > 0) || lastLines.some(isOutOfMemory)
  const guess =
    killed && oomKills === undefined ? ' Whoever killed it is not known; used-up memory is the most common reason.' : ''
  const message = `The host process ended ${how} ${during}.${guess} ${printed}`
  return errorRecord(starved ? 'out_of_memory' : 'host_died', new Error(message))
}
