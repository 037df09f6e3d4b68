import { dirname } from 'node:path'
import type { StatusCounts } from '../analyze/report.js'
import { type ExitCode, exitCodes, withStorageAdvice } from '../cli/errors.js'
import { createProgress } from '../cli/progress/create-progress.js'
import { hopelessText } from '../cli/progress/words.js'
import { renderReports } from '../cli/report/rendering.js'
import { makeReport } from '../cli/report/report.js'
import { stopOnSignals } from '../cli/signals.js'
import { terminalWidth, wantsColor } from '../cli/terminal.js'
import { conduct } from '../conduct/conduct.js'
import { holdRun, type RunLease } from '../conduct/lease.js'
import { systemClock } from '../core/clock.js'
import type { Device } from '../core/device.js'
import { thisHolder } from '../core/holder.js'
import type { Run } from '../core/run.js'
import { runPaths } from '../core/run-paths.js'
import type { Trial } from '../core/trial.js'
import type { Attempt, Origin } from '../execute/executor.js'
import { createPoolExecutor } from '../execute/pool/pool-executor.js'
import { countTrials } from '../plan/space/space.js'
import { trialsOf } from '../plan/trials.js'
import type { Store } from '../store/store.js'
import { engineSource } from './attempts.js'
import { writeSweepCopy } from './folder.js'
import { bringArtifacts } from './origins.js'
import type { StartingPoints } from './starting-points.js'

export interface ConductRunOptions {
  readonly run: Run
  /** URL of the experiment's module. */
  readonly experiment: string
  readonly store: Store
  readonly runsFolder: string
  /** Where it trains. */
  readonly devices: readonly Device[]
  readonly retryFailed: boolean
  /** Take over complete trials of other runs that have the same key and identity. */
  readonly reuse?: boolean
  /** What its trials start from. */
  readonly startingPoints: StartingPoints['points']
  /** The finished trials that one may go on from. */
  readonly originsOf?: (trial: Trial) => readonly Origin[]
  readonly json: boolean
}

/** Conducts a run on this machine with progress on stderr and, at its end, the report on stdout. */
export async function conductRun(options: ConductRunOptions): Promise<ExitCode> {
  const { run, store, runsFolder } = options
  const lease = await holdRun(store, run.name, thisHolder(), systemClock)
  try {
    await writeSweepCopy(runPaths(runsFolder, run.name).sweepFile, run.sweepText)
    const { ending, interrupted } = await conductHeld(options, lease)
    if (options.reuse || options.retryFailed) await bringArtifacts(store, run, runsFolder)
    const { waiting, running, failed, interrupted: stopped } = await reportEnd(options)
    if (ending.how === 'same_failure') {
      console.error(hopelessText(run, ending))
      return exitCodes.someFailed
    }
    if (interrupted && waiting + running + stopped > 0) {
      console.error(`Interrupted. Go on with: sweep resume ${run.name}`)
      return exitCodes.interrupted
    }
    return failed > 0 ? exitCodes.someFailed : exitCodes.ok
  } catch (error) {
    throw await withStorageAdvice(error, runsFolder, run.name)
  } finally {
    await lease.release()
  }
}

/** Prints what `sweep report` would say, and answers how the trials stand. */
async function reportEnd({ run, store, runsFolder, json }: ConductRunOptions): Promise<StatusCounts> {
  const format = json ? ('json' as const) : ('table' as const)
  const request = { format, runsDir: runsFolder, ...(!json && { top: 10 }) }
  // Nobody should wait for statistics over trials that cost nothing.
  const made = await makeReport(store, run, countTrials(run.sweep) > 1000 ? { ...request, trials: true } : request)
  const text = await renderReports([made], request, { columns: terminalWidth(), color: wantsColor() })
  console.log(text)
  return made.report.counts
}

async function conductHeld(options: ConductRunOptions, lease: RunLease) {
  const { run, store, devices } = options
  const total = countTrials(run.sweep)
  const progress = await createProgress(run, total, Math.min(devices.length, total), systemClock)
  const { recycleAfter, hostMemory } = run.sweep.faults
  const { threads } = run.conditions
  const executor = createPoolExecutor({ devices, slotsPerHost: 1, threads, recycleAfter, hostMemory })
  const stop = stopOnSignals(progress.note, () => executor.close())
  try {
    const ending = await conduct({
      run,
      lease,
      trials: trialsOf(run.sweep),
      store,
      executor,
      clock: systemClock,
      observer: progress.observer,
      signal: stop.signal,
      retryFailed: options.retryFailed,
      reuse: options.reuse === true,
      attemptFor: (trial) => attemptFor(trial, options),
    })
    return { ending, interrupted: stop.signal.aborted }
  } finally {
    await executor.close()
    stop.close()
    progress.close()
  }
}

function attemptFor(trial: Trial, { run, experiment, runsFolder, ...options }: ConductRunOptions): Attempt {
  const { trialTimeout } = run.sweep.faults
  const { checkpoints, artifacts } = runPaths(runsFolder, run.name)
  return {
    trial,
    metric: run.sweep.metric,
    experiment,
    baseFolder: dirname(run.sweepFile),
    engine: engineSource(run.conditions.engine),
    checkpointFolder: checkpoints(trial.key),
    artifactFolder: artifacts(trial.key),
    modelFolder: null,
    startingPoints: options.startingPoints,
    origins: options.originsOf?.(trial) ?? [],
    timeoutMilliseconds: trialTimeout === null ? null : trialTimeout * 1000,
    checkpointEveryMilliseconds: run.sweep.checkpointEvery * 1000,
  }
}
