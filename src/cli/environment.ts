import { systemClock } from '../core/clock.js'
import type { Run } from '../core/run.js'
import { createObserver, type Environment, type RunObserver } from '../runs/environment.js'
import { builtinExperiments } from '../vision/experiments.js'
import { createPlainProgress } from './progress/plain.js'
import type { Progress } from './progress/progress.js'
import { stopOnSignals } from './signals.js'

/** What the command line gives to the use cases: its streams, its signals, its folders. */
export function createEnvironment(runsFolder: string, show: Shown = 'progress'): Environment {
  const [soft, hard] = [new AbortController(), new AbortController()]
  return {
    runsFolder,
    experiments: builtinExperiments,
    cwd: process.cwd(),
    observer: show === 'progress' ? progressObserver(soft, hard) : quietObserver(soft, hard),
    signal: soft.signal,
    kill: hard.signal,
  }
}

/** How trials get on, or only what is said. */
type Shown = 'progress' | 'notes'

function note(line: string): void {
  console.error(line)
}

/** Shows on stderr how a run goes; signals stop it from when training begins. */
function progressObserver(soft: AbortController, hard: AbortController): RunObserver {
  let progress: Progress | undefined
  let release = () => {}
  const say = (line: string) => (progress ? progress.note(line) : note(line))
  return {
    async began(run, trials, slots) {
      progress = await createProgress(run, trials, slots)
      release = stopOnSignals(soft, hard, say)
    },
    finished() {
      release()
      progress?.close()
      progress = undefined
    },
    note: say,
    started: (...event) => progress?.observer.started(...event),
    reading: (...event) => progress?.observer.reading(...event),
    log: (...event) => progress?.observer.log(...event),
    ended: (...event) => progress?.observer.ended(...event),
    kept: (...event) => progress?.observer.kept(...event),
    continued: (...event) => progress?.observer.continued(...event),
    reused: (...event) => progress?.observer.reused(...event),
  }
}

/** Live lines on a terminal, plain lines everywhere else. */
async function createProgress(run: Run, trials: number, slots: number): Promise<Progress> {
  const live = process.stderr.isTTY && process.env.TERM !== 'dumb'
  if (!live) return createPlainProgress(run, trials, slots, systemClock)
  // Loaded where it is wanted: what it draws with takes a twentieth of a second.
  const { createLiveProgress } = await import('./progress/live.js')
  return createLiveProgress(run, trials, slots, systemClock)
}

function quietObserver(soft: AbortController, hard: AbortController): RunObserver {
  let release = () => {}
  return createObserver({
    note,
    began() {
      release = stopOnSignals(soft, hard, note)
    },
    finished: () => release(),
  })
}
