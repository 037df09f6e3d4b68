import { type ErrorRecord, errorRecord } from '../../core/error-record.js'
import { isOutOfMemory } from '../out-of-memory.js'

/** What is known about a host process that has ended. */
export interface Death {
  /** As `by SIGSEGV` or `with exit code 1`. */
  readonly how: string
  readonly signal: NodeJS.Signals | null
  /** How many attempts were under way. */
  readonly lost: number
  /** The last that it printed. V8 says why it aborts, then prints twenty lines of native stack and more. */
  readonly lastLines: readonly string[]
  /** How many processes the kernel killed for want of memory while it lived; undefined where that is not told. */
  readonly oomKills: number | undefined
}

/** Why the attempts in a host failed that died by itself. */
export function deathError({ how, signal, lost, lastLines, oomKills }: Death): ErrorRecord {
  const during = lost > 1 ? `while ${lost} trials trained in it` : 'during this trial'
  const wanted = lastLines.findLastIndex(isOutOfMemory)
  const shown = Math.max(0, lastLines.length - linesShown)
  const lines = [...(wanted >= 0 && wanted < shown ? [lastLines[wanted]!, '…'] : []), ...lastLines.slice(shown)]
  const printed = lines.length === 0 ? 'It printed nothing.' : `It last printed:\n  ${lines.join('\n  ')}`
  const killed = signal === 'SIGKILL'
  const starved = (killed && (oomKills ?? 0) > 0) || wanted >= 0
  const guess =
    killed && oomKills === undefined ? ' Whoever killed it is not known; used-up memory is the most common reason.' : ''
  const message = `The host process ended ${how} ${during}.${guess} ${printed}`
  return errorRecord(starved ? 'out_of_memory' : 'host_died', new Error(message))
}

const linesShown = 5
