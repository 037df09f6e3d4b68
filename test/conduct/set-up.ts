import { join } from 'node:path'
import { type ConductOptions, conduct } from '#sweep/conduct/conduct.js'
import { holdRun } from '#sweep/conduct/lease.js'
import { systemClock } from '#sweep/core/clock.js'
import { thisHolder } from '#sweep/core/run.js'
import { defaultFaultPolicy, type FaultPolicy, sweepDefaults } from '#sweep/core/sweep.js'
import type { Params, Trial } from '#sweep/core/trial.js'
import type { Attempt, Executor } from '#sweep/execute/executor.js'
import { createInlineExecutor } from '#sweep/execute/inline.js'
import type { Store, StoredTrial } from '#sweep/store/store.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

export const silent: ConductOptions['observer'] = {
  started() {},
  reading() {},
  log() {},
  ended() {},
  kept() {},
  continued() {},
  reused() {},
}

/** The policy as shipped, but without its waits. */
export const quick: FaultPolicy = {
  ...defaultFaultPolicy,
  onFailure: {
    ...defaultFaultPolicy.onFailure,
    host_died: { retries: defaultFaultPolicy.onFailure.host_died.retries, backoff: 0.001 },
    out_of_memory: { retries: defaultFaultPolicy.onFailure.out_of_memory.retries, backoff: 0.001 },
  },
}

export interface SetUpOptions {
  /** Of a run that the store may have already. */
  readonly name?: string
  readonly executor?: Executor
  readonly faults?: FaultPolicy
}

/** A run of an experiment of the fixtures with a trial for each of `params`, new or that of `name`, and what to do with it. */
export async function setUp(store: Store, experiment: string, params: readonly Params[], options: SetUpOptions = {}) {
  const { name, executor = createInlineExecutor(systemClock), faults = quick } = options
  const folder = await temporaryFolder()
  const metric = { name: 'score', goal: 'maximize' } as const
  const sweep = { name: 'run', experiment, ...sweepDefaults, faults, metric, seeds: [1], parameters: [] } as const
  const conditions = { engine: 'none', engineVersion: '', device: 'cpu', threads: 1 } as const
  const existing = (await store.runs()).find((candidate) => candidate.name === name)
  const run =
    existing ??
    (await store.createRun({
      sweep,
      sweepText: '',
      sweepFile: '',
      overrides: [],
      provenance: null,
      identity: null,
      conditions,
    }))
  const list: readonly Trial[] = params.map((each, i) => ({
    number: i + 1,
    key: `key-${i + 1}`,
    params: each,
    seed: i,
  }))
  const attemptFor = (trial: Trial): Attempt => ({
    trial,
    metric,
    experiment: experimentUrl(experiment),
    baseFolder: folder,
    engine: null,
    checkpointFolder: join(folder, trial.key),
    artifactFolder: join(folder, 'artifacts', trial.key),
    modelFolder: null,
  })
  return {
    run,
    attemptFor,
    store,
    folder,
    list,
    async conduct(changes: Partial<ConductOptions> = {}) {
      const lease = await holdRun(store, run.name, thisHolder(), systemClock)
      return conduct({
        run,
        lease,
        trials: list[Symbol.iterator](),
        store,
        executor,
        clock: systemClock,
        observer: silent,
        signal: new AbortController().signal,
        retryFailed: false,
        attemptFor,
        ...changes,
      }).finally(() => lease.release())
    },
    async trials(): Promise<readonly StoredTrial[]> {
      const all = []
      for await (const trial of store.trials(run.name, { readings: true })) all.push(trial)
      return all
    },
  }
}
