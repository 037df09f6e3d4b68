import { createLogUpdate } from 'log-update'
import type { Clock } from '../../core/clock.js'
import type { Run } from '../../core/run.js'
import type { Reading } from '../../core/trial.js'
import type { Progress } from './progress.js'
import { createTally } from './tally.js'
import { continuedText, engineText, outcomeText, readingText, trialLabel } from './words.js'

const redrawMilliseconds = 100

/** One live line per slot and a bar below; what is worth keeping scrolls by above them. */
export function createLiveProgress(run: Run, total: number, slots: number, clock: Clock): Progress {
  const { sweep } = run
  const tally = createTally(total, clock)
  const lines = new Array<string>(slots).fill('idle')
  const update = createLogUpdate(process.stderr, { showCursor: true })
  let dirty = true

  const draw = () => {
    if (!dirty) return
    dirty = false
    const columns = process.stderr.columns || 80
    const rows = lines.map((line, slot) => `${slot + 1} ${line}`.slice(0, columns - 1))
    update([...rows, `${bar(tally.done() / total)} ${tally.text()}`.slice(0, columns - 1)].join('\n'))
  }
  const show = (slot: number, line: string) => {
    lines[slot] = line
    dirty = true
  }
  const say = (line: string) => {
    update.clear()
    process.stderr.write(`${line}\n`)
    dirty = true
    draw()
  }
  const timer = setInterval(draw, redrawMilliseconds)
  say(`Run ${run.name}: ${total} trials, engine ${engineText(run.conditions)}`)

  return {
    observer: {
      started: (trial, _attempt, slot) => show(slot, `${trialLabel(sweep, trial)}: starting`),
      reading: (trial, slot, reading: Reading) =>
        show(slot, `${trialLabel(sweep, trial)}: ${readingText(sweep.metric, reading)}`),
      log: (trial, _slot, line) => say(`trial ${trial.number} | ${line}`),
      ended(trial, slot, outcome, value, retry) {
        if (!retry) tally.ended(outcome)
        show(slot, 'idle')
        say(`${trialLabel(sweep, trial)}: ${outcomeText(sweep.metric, outcome, value, retry)}`)
      },
      kept() {
        tally.kept()
        dirty = true
      },
      continued: (trial, from) => say(`${trialLabel(sweep, trial)}: ${continuedText(trial, from)}`),
      reused: (trial, from) => say(`${trialLabel(sweep, trial)}: reused from trial ${from.number} of run ${from.run}`),
    },
    note: say,
    close() {
      clearInterval(timer)
      update(`${bar(tally.done() / total)} ${tally.text()}`)
      update.done()
    },
  }
}

function bar(share: number): string {
  const filled = Math.round(share * 20)
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)}`
}
