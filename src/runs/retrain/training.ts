import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createProgress } from '../../cli/progress/create-progress.js'
import { stopOnSignals } from '../../cli/signals.js'
import type { Observer } from '../../conduct/observer.js'
import { systemClock } from '../../core/clock.js'
import type { Device } from '../../core/device.js'
import type { Outcome } from '../../core/outcome.js'
import type { Reading } from '../../core/reading.js'
import type { Conditions, Run } from '../../core/run.js'
import { scoreOf } from '../../core/score.js'
import type { Trial } from '../../core/trial.js'
import type { Attempt } from '../../execute/executor.js'
import { createPoolExecutor } from '../../execute/pool/pool-executor.js'
import { engineSource } from '../attempts.js'
import type { StartingPoints } from '../starting-points.js'
import { seedFolder } from './folder.js'

export interface TrainerOptions {
  readonly run: Run
  /** URL of the experiment's module. */
  readonly experiment: string
  readonly startingPoints: StartingPoints['points']
  /** As they are now. */
  readonly conditions: Conditions
  readonly devices: readonly Device[]
  /** How many seeds are trained. */
  readonly seeds: readonly number[]
  readonly needsMetric: boolean
  /** Folder of the model. */
  readonly output: string
}

/** A trial that was trained, or not to its end. */
export interface Trained {
  readonly trial: Trial
  readonly outcome: Outcome
  readonly readings: readonly Reading[]
}

export interface Trainer {
  /** Trains trials, as many at a time as there are devices, with the progress on stderr. */
  trainAll(trials: readonly Trial[]): Promise<readonly Trained[]>
  /** Brings a trial that has been trained to its end once more, with other parameters that do not change its training. */
  conclude(trial: Trial): Promise<Trained>
  note(line: string): void
  close(): Promise<void>
}

/** Opens what trains the seeds of a point. */
export async function openTrainer(options: TrainerOptions): Promise<Trainer> {
  const { run, devices, conditions, seeds } = options
  const executor = createPoolExecutor({ devices, slotsPerHost: 1, threads: conditions.threads })
  // The labels of trials tell seeds by those of the sweep.
  const shown = { ...run, conditions, sweep: { ...run.sweep, seeds } }
  const { observer, note, close } = await createProgress(shown, seeds.length, devices.length, systemClock)
  const stop = stopOnSignals(note, () => executor.close())

  async function train(trial: Trial, slot: number, watch: Pick<Observer, 'reading' | 'log'>): Promise<Trained> {
    const readings: Reading[] = []
    const attempt = attemptFor(trial, options)
    // What an interrupted attempt has written of its model is of no use.
    await rm(attempt.modelFolder!, { recursive: true, force: true })
    const outcome = await executor.execute(
      attempt,
      {
        reading(reading) {
          readings.push(reading)
          watch.reading(trial, slot, reading)
        },
        log: (line) => watch.log(trial, slot, line),
      },
      stop.signal,
    )
    return { trial, outcome, readings }
  }

  return {
    async trainAll(trials) {
      const trained = new Array<Trained>(trials.length)
      const waiting = [...trials.entries()]
      const work = async (slot: number) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [place, trial] = next
          if (stop.signal.aborted) {
            trained[place] = { trial, outcome: { status: 'interrupted', reason: 'not begun' }, readings: [] }
            continue
          }
          observer.started(trial, 1, slot)
          const done = await train(trial, slot, observer)
          const metrics = done.outcome.status === 'complete' ? done.outcome.metrics : {}
          const score = scoreOf(run.sweep.metric, done.readings, metrics)
          observer.ended(trial, slot, done.outcome, score?.value ?? null, undefined)
          trained[place] = done
        }
      }
      await Promise.all(devices.map((_, slot) => work(slot)))
      return trained
    },
    conclude: (trial) => train(trial, 0, { reading() {}, log: observer.log }),
    note,
    async close() {
      await executor.close()
      stop.close()
      close()
    },
  }
}

function attemptFor(trial: Trial, { run, experiment, startingPoints, needsMetric, output }: TrainerOptions): Attempt {
  const { checkpoints, artifacts, model } = seedFolder(output, trial.key)
  return {
    trial,
    metric: run.sweep.metric,
    needsMetric,
    experiment,
    baseFolder: dirname(run.sweepFile),
    engine: engineSource(run.conditions.engine),
    checkpointFolder: checkpoints,
    artifactFolder: artifacts,
    modelFolder: model,
    startingPoints,
    checkpointEveryMilliseconds: run.sweep.checkpointEvery * 1000,
  }
}
