import type { Clock } from '../../core/clock.js'

export interface WatchdogOptions {
  readonly clock: Clock
  /** Milliseconds of silence that are allowed from the first sign on, asked again whenever they may be over. */
  readonly patience: () => number
  /** Milliseconds that all may take; Infinity for as long as it likes. */
  readonly timeout: number
  /** Called once, with what has happened. */
  readonly bark: (why: string) => void
}

/** Watches over one attempt until it is called off. */
export interface Watchdog {
  /** The attempt has given a sign of life. */
  sign(): void
  callOff(): void
}

export function createWatchdog({ clock, patience, timeout, bark }: WatchdogOptions): Watchdog {
  const started = clock.monotonic()
  let last = started
  let begun = false
  let timer: NodeJS.Timeout | undefined

  const look = () => {
    const now = clock.monotonic()
    // The first sign comes when the engine is loaded, which takes its time on a cold machine.
    const [silent, allowed] = [now - last, begun ? patience() : Math.max(patience(), startMilliseconds)]
    if (now - started >= timeout) return bark(`it took longer than its time-out of ${seconds(timeout)}`)
    if (silent >= allowed)
      return bark(`it reported nothing for ${seconds(silent)}, and ${seconds(allowed)} are allowed`)
    // The patience may have become shorter by then, so it is never waited for at one go.
    timer = setTimeout(look, Math.max(1, Math.min(timeout - (now - started), allowed - silent, longestWait)))
  }
  look()

  return {
    sign() {
      last = clock.monotonic()
      begun = true
    },
    callOff() {
      clearTimeout(timer)
    },
  }
}

const longestWait = 1000
const startMilliseconds = 120_000

function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))} seconds`
}
