import type { Clock } from '../../core/clock.js'
import type { Run } from '../../core/run.js'
import type { Reading } from '../../core/trial.js'
import type { Progress } from './progress.js'
import { createTally } from './tally.js'
import { continuedText, engineText, outcomeText, readingText, trialLabel } from './words.js'

/** No slot says more than one reading in this time, so that a log of a long run stays readable. */
const quietMilliseconds = 10_000

/** One line when a trial starts, now and then while it trains, and when it ends. */
export function createPlainProgress(run: Run, total: number, slots: number, clock: Clock): Progress {
  const tally = createTally(total, clock)
  const lastSaid = new Array<number>(slots).fill(clock.monotonic())
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const { sweep, conditions } = run
  say(
    `Run ${run.name}: ${total} ${total === 1 ? 'trial' : 'trials'}, ${slots} at a time, engine ${engineText(conditions)}`,
  )
  return {
    observer: {
      started(trial, attempt) {
        say(`${trialLabel(sweep, trial)}: started${attempt > 1 ? `, attempt ${attempt}` : ''}`)
      },
      reading(trial, slot, reading: Reading) {
        if (clock.monotonic() - lastSaid[slot]! < quietMilliseconds) return
        lastSaid[slot] = clock.monotonic()
        say(`${trialLabel(sweep, trial)}: ${readingText(sweep.metric, reading)}`)
      },
      log: (trial, _slot, line) => say(`trial ${trial.number} | ${line}`),
      ended(trial, _slot, outcome, value, retry) {
        if (!retry) tally.ended(outcome)
        say(`${trialLabel(sweep, trial)}: ${outcomeText(sweep.metric, outcome, value, retry)} [${tally.text()}]`)
      },
      kept: () => tally.kept(),
      continued: (trial, from) => say(`${trialLabel(sweep, trial)}: ${continuedText(trial, from)}`),
      reused: (trial, from) => say(`${trialLabel(sweep, trial)}: reused from trial ${from.number} of run ${from.run}`),
    },
    note: say,
    close() {},
  }
}
