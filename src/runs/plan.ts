import { availableParallelism } from 'node:os'
import type { Trial } from '../core/trial.js'
import { chooseEngine } from '../engine/choice.js'
import { type PlanCounts, planCounts } from '../plan/space/space.js'
import { trialsOf } from '../plan/trials.js'
import type { SchedulesView } from '../report/schedules.js'
import { type CheckedSweep, checkSource, type SweepSource } from './checked-sweep.js'
import { type DeviceWishes, settleDevices } from './devices.js'
import type { Environment } from './environment.js'
import { probeTime, recordedTime, type TrialTime } from './estimate.js'
import { sweepSchedules } from './schedules.js'
import { findStartingPoints, prepareSweep } from './starting-points.js'

export interface PlanWishes extends DeviceWishes {
  /** Train the first trial for a moment, to tell how long the sweep would take. */
  readonly probe?: boolean
  /** Ask the experiment for the learning rates of its trials. */
  readonly schedules?: boolean
  /** Of the probe, and of the runs whose times are looked up; left out, `auto`. */
  readonly engine?: string
  /** For each trial; left out, 1. */
  readonly threads?: number
}

/** A sweep that was checked as far as that can be done without training it. */
export interface PlannedSweep extends PlanCounts {
  readonly checked: CheckedSweep
  /** How long it would take; undefined where nothing like it was timed. */
  readonly estimate: Estimate | undefined
  /** Only where they were wished for. */
  readonly schedules: SchedulesView | undefined
  /** Every trial in its order, made one by one: there may be millions. */
  listTrials(): Iterable<Trial>
}

export interface Estimate {
  readonly time: TrialTime
  /** Trials at a time. */
  readonly workers: number
  readonly engine: string
}

/** Says what a sweep would train. Throws a SweepError for one that cannot be. */
export async function plan(source: SweepSource, wishes: PlanWishes, environment: Environment): Promise<PlannedSweep> {
  const checked = await checkSource(source, environment)
  const { sweep } = checked.file
  const counts = planCounts(sweep)
  return {
    ...counts,
    checked,
    schedules: wishes.schedules ? await sweepSchedules(checked, environment.observer.note) : undefined,
    estimate: await estimateOf(checked, counts.trials, wishes, environment),
    listTrials: () => trialsOf(sweep),
  }
}

async function estimateOf(
  checked: CheckedSweep,
  trials: number,
  wishes: PlanWishes,
  environment: Environment,
): Promise<Estimate | undefined> {
  const { note } = environment.observer
  const { engine: requested = 'auto', threads = 1 } = wishes
  if (!wishes.probe) {
    const time = await recordedTime(checked, environment.runsFolder, { engine: requested, threads })
    const workers = wishes.workers ?? Math.max(1, Math.floor(availableParallelism() / threads))
    return time && { time, workers: Math.min(workers, trials), engine: time.engine }
  }
  const engine = await chooseEngine(requested)
  const { devices } = await settleDevices(wishes, engine, { threads, trials }, note)
  const starts = await findStartingPoints(checked, environment.runsFolder)
  await prepareSweep(checked, starts, note)
  return {
    time: await probeTime(checked, starts, { engine, device: devices[0]!, threads }, environment),
    workers: Math.min(devices.length, trials),
    engine: engine.name,
  }
}
