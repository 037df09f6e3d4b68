import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { UsageError } from '../core/errors.js'
import type { ParameterSpecs } from '../core/parameter.js'
import type { Device, Run } from '../core/run.js'
import { databasePath } from '../core/run.js'
import type { Sweep } from '../core/sweep.js'
import type { Params, Reading } from '../core/trial.js'
import type { AvailableEngine } from '../engine/status.js'
import { trialsOf } from '../plan/trials.js'
import type { CheckedSweep } from './checked-sweep.js'
import { createObserver, type Environment } from './environment.js'
import { lookAtRuns } from './folder.js'
import type { StartingPoints } from './starting-points.js'
import { engineSource, passingRun, withPassingRun } from './training.js'

interface ProbeOptions {
  readonly engine: AvailableEngine
  readonly device: Device
  readonly threads: number
}

/**
 * Trains the first trial to see how long it takes; nothing of it is kept. Where the experiment says what lengthens a
 * trial, it is stopped after its second reading: the first one also holds what happens once. Throws UsageError when the
 * trial fails.
 */
export async function probeTime(
  { file, experiment, specs, continues }: CheckedSweep,
  { points: startingPoints }: StartingPoints,
  { engine, device, threads }: ProbeOptions,
  environment: Environment,
): Promise<TrialTime> {
  const { sweep } = file
  const [trial] = trialsOf(sweep)
  const length = continues && meanLength(sweep, continues.parameter, specs)
  const own = continues && lengthOf(trial!.params, continues.parameter, specs)
  const folder = await mkdtemp(join(tmpdir(), 'sweep-probe-'))
  const enough = new AbortController()
  const readings: Reading[] = []
  const observer = createObserver({
    // A further attempt reports them again.
    started: () => void readings.splice(0),
    reading(_trial, _slot, reading) {
      readings.push(reading)
      if (length && own && readings.length === 2) enough.abort('the probe has seen enough')
    },
    log: (_trial, _slot, line) => environment.observer.note(line),
  })
  const attempt = {
    trial: trial!,
    metric: sweep.metric,
    experiment,
    baseFolder: dirname(file.file),
    engine: engineSource(engine.name),
    checkpointFolder: folder,
    artifactFolder: join(folder, 'artifacts'),
    modelFolder: null,
    startingPoints,
    timeoutMilliseconds: sweep.faults.trialTimeout === null ? null : sweep.faults.trialTimeout * 1000,
    isolation: sweep.isolation,
  }
  const conditions = { engine: engine.name, engineVersion: engine.version, device: device.kind, threads }
  const training = { run: passingRun(sweep, conditions, file), total: 1, devices: [device] }
  try {
    await withPassingRun(training, environment, async (passing) => {
      const { trials } = await passing.train([trial!], () => attempt, { signal: enough.signal, observer })
      if (environment.signal.aborted) throw new UsageError('the probe was interrupted')
      if (trials[0]?.error) throw new UsageError(`the probe failed: ${trials[0].error.message}`)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const total = readings.reduce((sum, { seconds }) => sum + seconds, 0)
  const later = readings.slice(1, 2)[0]?.seconds
  // The first reading once, with what it holds beside; then as many as the length says.
  const seconds = length && own && later !== undefined ? readings[0]!.seconds + later * Math.max(0, length - 1) : total
  return { seconds, shortest: seconds, longest: seconds, trials: 1, source: 'a probe' }
}

/**
 * How long the trials of a sweep are on the average by the parameter that lengthens them, as 12.5 epochs; looked up in the
 * first thousand. Undefined when it is not a number.
 */
function meanLength(sweep: Sweep, parameter: string, specs: ParameterSpecs | undefined): number | undefined {
  let [sum, count] = [0, 0]
  for (const { params } of trialsOf(sweep)) {
    const length = lengthOf(params, parameter, specs)
    if (length === undefined) return undefined
    sum += length
    if (++count === mostLengths) break
  }
  return count === 0 ? undefined : sum / count
}

const mostLengths = 1000

/** The length of one trial, the default filled in. */
function lengthOf(params: Params, parameter: string, specs: ParameterSpecs | undefined): number | undefined {
  const length = params[parameter] ?? specs?.[parameter]?.default
  return typeof length === 'number' && length > 0 ? length : undefined
}

/**
 * How long a trial of this sweep takes, by the latest complete trials of the same experiment in the folder of runs. Where
 * the experiment says what lengthens a trial, their time is taken per length. With other threads, or another engine than
 * the one that is wanted, times say nothing. Undefined when there are none.
 */
export async function recordedTime(
  { file, specs, continues }: CheckedSweep,
  runsFolder: string,
  wanted: { readonly engine: string; readonly threads: number },
): Promise<(TrialTime & { readonly engine: string }) | undefined> {
  if (!existsSync(databasePath(runsFolder))) return undefined
  return lookAtRuns(runsFolder, async (store, runs) => {
    const length = continues && meanLength(file.sweep, continues.parameter, specs)
    const times: number[] = []
    const sources: string[] = []
    let engine = wanted.engine === 'auto' ? undefined : wanted.engine
    for (const run of runs) {
      if (experimentOf(run) !== experimentOf({ sweep: file.sweep, sweepFile: file.file })) continue
      // Times of different engines do not mix; the newest run tells which.
      engine ??= run.conditions.engine
      if (run.conditions.engine !== engine || run.conditions.threads !== wanted.threads) continue
      const before = times.length
      for await (const { seconds, params, reusedFrom } of store.trials(run.name, { status: 'complete' })) {
        const own = continues && lengthOf(params, continues.parameter, specs)
        if (reusedFrom === null) times.push(length && own ? (seconds / own) * length : seconds)
        if (times.length >= mostTrials) break
      }
      if (times.length > before) sources.push(run.name)
      if (times.length >= mostTrials) break
    }
    if (times.length === 0 || engine === undefined) return undefined
    const [shortest, longest] = [Math.min(...times), Math.max(...times)]
    const named = sources.length > 3 ? [...sources.slice(0, 3), `${sources.length - 3} more`] : sources
    return { seconds: median(times), shortest, longest, trials: times.length, source: named.join(', '), engine }
  })
}

const mostTrials = 500

function experimentOf({ sweep, sweepFile }: Pick<Run, 'sweep' | 'sweepFile'>): string {
  const { experiment } = sweep
  return /^\.{0,2}\//.test(experiment) ? resolve(dirname(resolve(sweepFile)), experiment) : experiment
}

/** How long trials of an experiment were found to take. */
export interface TrialTime {
  /** Median wall-clock seconds. */
  readonly seconds: number
  readonly shortest: number
  readonly longest: number
  /** How many trials it rests on. */
  readonly trials: number
  /** Where it was measured: names of runs, or `a probe`. */
  readonly source: string
}

/** The middle of some numbers, of which there is at least one. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
