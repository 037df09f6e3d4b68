import { createLogUpdate } from 'log-update'
import type { Clock } from '../../core/clock.js'
import { bytesText, showDuration } from '../../core/texts.js'
import type { InstallWatch } from '../../engine/install/install.js'

export interface InstallProgress extends InstallWatch {
  close(): void
}

/** Milliseconds between two signs of the same step: a redrawn line, or one more line where there is no terminal. */
const [redrawPause, linePause] = [100, 10_000]

/** Shows the steps of an installation on stderr: a live line on a terminal, plain lines everywhere else. */
export function createInstallProgress(clock: Clock): InstallProgress {
  const live = process.stderr.isTTY && process.env.TERM !== 'dumb'
  const update = live ? createLogUpdate(process.stderr, { showCursor: true }) : undefined
  const pause = live ? redrawPause : linePause
  let current: { text: string; began: number; said: number; bytes: number | undefined } | undefined

  const say = (line: string) => {
    update?.clear()
    process.stderr.write(`${line}\n`)
  }
  const finish = () => {
    if (current === undefined) return
    const took = showDuration((clock.monotonic() - current.began) / 1000)
    say(live ? `${current.text}: ${took}` : `  ${took}`)
    current = undefined
  }
  return {
    step(text, bytes) {
      finish()
      const began = clock.monotonic()
      current = { text, began, said: began, bytes }
      if (update) update(`${text} …`)
      else say(bytes === undefined ? text : `${text}, ${bytesText(bytes)}`)
    },
    progress(done) {
      if (current === undefined || clock.monotonic() - current.said < pause) return
      current.said = clock.monotonic()
      const amount = current.bytes === undefined ? bytesText(done) : `${bytesText(done)} of ${bytesText(current.bytes)}`
      if (update) update(`${current.text} … ${amount}`.slice(0, (process.stderr.columns || 80) - 1))
      else say(`  ${amount}`)
    },
    warn: (text) => say(`Warning: ${text}`),
    close() {
      finish()
      update?.done()
    },
  }
}
