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

/**
 * Time is counted from look to look. What passes while this process cannot look, since it is suspended or busy, is no
 * silence: the signs of that time wait unread, and whoever is watched may have been suspended with it.
 */
export function createWatchdog({ clock, patience, timeout, bark }: WatchdogOptions): Watchdog {
  let looked = clock.monotonic()
  let taken = 0
  let silent = 0
  let begun = false
  let timer: NodeJS.Timeout | undefined

  const count = () => {
    const now = clock.monotonic()
    const passed = now - looked
    looked = now
    if (passed > longestLook) return
    taken += passed
    silent += passed
  }
  const look = () => {
    count()
    // The first sign comes when the engine is loaded, which takes its time on a cold machine.
    const allowed = begun ? patience() : Math.max(patience(), startMilliseconds)
    if (taken >= timeout) return bark(`it took longer than its time-out of ${seconds(timeout)}`)
    if (silent >= allowed)
      return bark(`it reported nothing for ${seconds(silent)}, and ${seconds(allowed)} are allowed`)
    // The patience may have become shorter by then, so it is never waited for at one go.
    timer = setTimeout(look, Math.max(1, Math.min(timeout - taken, allowed - silent, longestWait)))
  }
  look()

  return {
    sign() {
      count()
      silent = 0
      begun = true
    },
    callOff() {
      clearTimeout(timer)
    },
  }
}

const longestWait = 1000
/** A look that comes later than this did not come because it could not. */
const longestLook = 3 * longestWait
const startMilliseconds = 120_000

function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(3))} seconds`
}
