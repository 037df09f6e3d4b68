import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Ending } from '../conduct/conduct.js'
import { holdRun } from '../conduct/lease.js'
import { systemClock } from '../core/clock.js'
import { SweepError } from '../core/errors.js'
import type { Device, Run } from '../core/run.js'
import { runPaths, thisHolder } from '../core/run.js'
import { bytesText } from '../core/texts.js'
import type { Trial } from '../core/trial.js'
import type { Attempt, Origin } from '../execute/executor.js'
import { StorageError } from '../execute/faults.js'
import { countTrials } from '../plan/space/space.js'
import { trialsOf } from '../plan/trials.js'
import type { Store } from '../store/store.js'
import { StoreError } from '../store/store.js'
import type { Environment } from './environment.js'
import { writeSweepCopy } from './folder.js'
import { bringArtifacts } from './origins.js'
import type { StartingPoints } from './starting-points.js'
import { engineSource, train } from './training.js'

export interface Execution {
  readonly run: Run
  /** URL of the experiment's module. */
  readonly experiment: string
  readonly store: Store
  /** Where it trains. */
  readonly devices: readonly Device[]
  readonly retryFailed: boolean
  /** Take over complete trials of other runs that have the same key and identity. */
  readonly reuse?: boolean
  /** What its trials start from. */
  readonly startingPoints: StartingPoints['points']
  /** The finished trials that one may go on from. */
  readonly originsOf?: (trial: Trial) => readonly Origin[]
}

/** How the work on a run ended. */
export interface RunEnd {
  readonly run: Run
  readonly ending: Ending
  /** It was told to stop before every trial had ended; `resume` goes on. */
  readonly interrupted: boolean
  /** Trials of the sweep that failed for good. */
  readonly failed: number
}

/** Trains a run on this machine until every trial of its sweep is done, or it is told to stop. */
export async function execute(execution: Execution, environment: Environment): Promise<RunEnd> {
  const { run, store, devices, retryFailed, reuse = false } = execution
  const { runsFolder } = environment
  const total = countTrials(run.sweep)
  const lease = await holdRun(store, run.name, thisHolder(), systemClock)
  try {
    await writeSweepCopy(runPaths(runsFolder, run.name).sweepFile, run.sweepText)
    const attemptFor = (trial: Trial) => attemptOf(trial, execution, runsFolder)
    const work = { lease, trials: trialsOf(run.sweep), store, retryFailed, reuse, attemptFor }
    const ending = await train({ run, total, devices }, work, environment)
    if (reuse || retryFailed) await bringArtifacts(store, run, runsFolder)
    const { statuses } = await store.counts(run.name)
    const ended = statuses.complete + statuses.pruned + statuses.failed
    return { run, ending, interrupted: environment.signal.aborted && ended < total, failed: statuses.failed }
  } catch (error) {
    throw await withStorageAdvice(error, runsFolder, run.name)
  } finally {
    await lease.release()
  }
}

function attemptOf(trial: Trial, { run, experiment, ...execution }: Execution, runsFolder: string): Attempt {
  const { trialTimeout } = run.sweep.faults
  const { checkpoints, artifacts } = runPaths(runsFolder, run.name)
  return {
    trial,
    run: run.name,
    metric: run.sweep.metric,
    experiment,
    baseFolder: dirname(run.sweepFile),
    engine: engineSource(run.conditions.engine),
    checkpointFolder: checkpoints(trial.key),
    artifactFolder: artifacts(trial.key),
    modelFolder: null,
    startingPoints: execution.startingPoints,
    origins: execution.originsOf?.(trial) ?? [],
    timeoutMilliseconds: trialTimeout === null ? null : trialTimeout * 1000,
    checkpointEveryMilliseconds: run.sweep.checkpointEvery * 1000,
    isolation: run.sweep.isolation,
  }
}

/** A run was stopped because nothing more can be written; the message ends with what to do. */
export class RunStoppedError extends SweepError {
  override readonly name = 'RunStoppedError'
}

/** An error that ends a run, with what to free and how to go on when it says that nothing more can be written. */
async function withStorageAdvice(error: unknown, runsFolder: string, run: string): Promise<unknown> {
  if (!(error instanceof StoreError || error instanceof StorageError || isFull(error))) return error
  const advice = [
    `Run ${run} was stopped: ${error.message}`,
    `Everything that was finished is kept. ${await room(runsFolder)}`,
    `${isHindered(error) ? 'Make room there, or make it writable, then go' : 'Go'} on with: sweep resume ${run}`,
  ]
  return new RunStoppedError(advice.join('\n'), { cause: error })
}

/** Whether room or rights are what is missing, as far as is known. */
function isHindered(error: Error): boolean {
  return !(error instanceof StoreError && (error.kind === 'corrupt' || error.kind === 'busy'))
}

/** What the system refuses outside store and attempts: the copy of the sweep file. */
function isFull(error: unknown): error is Error {
  const { code, syscall } = error as NodeJS.ErrnoException
  return error instanceof Error && syscall !== undefined && ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(code ?? '')
}

async function room(folder: string): Promise<string> {
  try {
    const { bavail, bsize, ffree, files } = await statfs(folder)
    // Some file systems do not count their files.
    const names = files > 0 && ffree === 0 ? ' and can hold no further file' : ''
    return `The file system of ${folder} has ${bytesText(bavail * bsize)} free${names}.`
  } catch (error) {
    return `${folder} cannot be looked at: ${(error as Error).message}.`
  }
}
