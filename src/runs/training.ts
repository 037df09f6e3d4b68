import { type ConductOptions, conduct, type Ending } from '../conduct/conduct.js'
import { holdRun } from '../conduct/lease.js'
import { systemClock } from '../core/clock.js'
import type { Conditions, Device, Run } from '../core/run.js'
import { thisHolder } from '../core/run.js'
import type { Sweep } from '../core/sweep.js'
import type { Trial } from '../core/trial.js'
import type { Attempt, EngineSource, Executor } from '../execute/executor.js'
import { createPoolExecutor } from '../execute/pool/executor.js'
import { createMemoryStore } from '../store/memory.js'
import type { StoredTrial } from '../store/store.js'
import type { Environment, RunObserver } from './environment.js'

/** How a worker thread finds the engine of that name. */
export function engineSource(name: string): EngineSource {
  return { name, module: new URL('../engine/loader.js', import.meta.url).href }
}

/** What of an environment training heeds. */
type Surroundings = Pick<Environment, 'observer' | 'signal' | 'kill'>

interface Training {
  readonly run: Run
  /** How many trials there are. */
  readonly total: number
  /** Where it trains: a host for each. */
  readonly devices: readonly Device[]
}

type Work = Omit<ConductOptions, 'run' | 'executor' | 'clock' | 'observer' | 'signal'>

/** Trains the trials of a run that is held, on hosts of this machine, until none is left or it is told to stop. */
export async function train(training: Training, work: Work, surroundings: Surroundings): Promise<Ending> {
  return withPool(training, surroundings, (executor) =>
    conduct({ ...work, ...conductor(training.run, executor, surroundings) }),
  )
}

/** Trials of a run that no folder remembers: conducted as those of any other run, over a store in memory. */
export interface PassingRun {
  /** Trains trials and gives them as they ended, in their order; one that was not begun is undefined. */
  train(trials: readonly Trial[], attemptFor: (trial: Trial) => Attempt, how?: PassingTraining): Promise<Trained>
}

/** A run that is kept nowhere, so that nobody has to know where its numbers come from. */
export function passingRun(sweep: Sweep, conditions: Conditions, file = { file: '', text: '' }): Run {
  const { file: sweepFile, text: sweepText } = file
  const unknown = { overrides: [], provenance: null, identity: null }
  return { name: sweep.name, createdAt: 0, sweep, sweepText, sweepFile, conditions, ...unknown }
}

interface PassingTraining {
  /** Stops this training alone. */
  readonly signal?: AbortSignal
  readonly observer?: RunObserver
}

export interface Trained {
  readonly trials: readonly (StoredTrial | undefined)[]
  readonly ending: Ending
}

/** Opens hosts for a run that is not kept, for as long as `use` takes. */
export async function withPassingRun<T>(
  training: Training,
  surroundings: Surroundings,
  use: (passing: PassingRun) => Promise<T>,
): Promise<T> {
  const { run } = training
  return withPool(training, surroundings, (executor) =>
    use({
      async train(trials, attemptFor, { signal, observer = surroundings.observer } = {}) {
        const store = createMemoryStore(systemClock)
        const { name } = await store.createRun(run)
        const lease = await holdRun(store, name, thisHolder(), systemClock)
        const stop = signal ? AbortSignal.any([signal, surroundings.signal]) : surroundings.signal
        try {
          const ending = await conduct({
            ...conductor({ ...run, name }, executor, { observer, signal: stop }),
            ...{ lease, trials: trials.values(), store, retryFailed: false, attemptFor },
          })
          const ended = new Map<string, StoredTrial>()
          for await (const trial of store.trials(name, { readings: true })) ended.set(trial.key, trial)
          return { trials: trials.map(({ key }) => ended.get(key)), ending }
        } finally {
          await lease.release()
        }
      },
    }),
  )
}

function conductor(run: Run, executor: Executor, { observer, signal }: Omit<Surroundings, 'kill'>) {
  return { run, executor, clock: systemClock, observer, signal }
}

async function withPool<T>(
  { run, total, devices }: Training,
  { observer, kill }: Surroundings,
  use: (executor: Executor) => Promise<T>,
): Promise<T> {
  const { recycleAfter, hostMemory } = run.sweep.faults
  const { threads } = run.conditions
  const executor = createPoolExecutor({ devices, slotsPerHost: 1, threads, recycleAfter, hostMemory })
  const end = () => void executor.close()
  await observer.began(run, total, Math.min(devices.length, total))
  kill.addEventListener('abort', end, { once: true })
  if (kill.aborted) end()
  try {
    return await use(executor)
  } finally {
    kill.removeEventListener('abort', end)
    await executor.close()
    observer.finished()
  }
}
