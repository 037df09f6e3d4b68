import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { StartingPoint } from '../core/experiment.js'
import { canonicalJson } from '../core/json.js'
import type { Run } from '../core/run.js'
import { databasePath, runPaths } from '../core/run.js'
import { readCheckpoint } from '../core/tensor-files.js'
import { didYouMean } from '../core/texts.js'
import { bestCheckpoint, newestFirst } from '../execute/checkpoints.js'
import { prepareExperiment } from '../execute/inspection.js'
import { givenPoints, parameterValues } from '../plan/preparation.js'
import { countTrials } from '../plan/space/space.js'
import type { SweepFile } from '../plan/sweep-file.js'
import { type TrialReference, type TrialValue, trialReference, trialValues } from '../plan/trial-reference.js'
import type { StoredTrial, StoreReader } from '../store/store.js'
import { type CheckedSweep, sampledPoints } from './checked-sweep.js'
import { lookAtRuns } from './folder.js'
import type { DataPath } from './provenance/hashes.js'

/** What the trials of a sweep start from. */
export interface StartingPoints {
  /** By the canonical JSON of the value that names a trial of another run. */
  readonly points: Readonly<Record<string, StartingPoint>>
  /** The files that numbers depend on. */
  readonly data: readonly DataPath[]
}

/**
 * Finds what the parameters of the type `trial` name, in the file's folder and among the runs of a folder. Throws PlanError,
 * or UsageError for a value of the command line, for the first that cannot be started from.
 */
export async function findStartingPoints({ file, specs }: CheckedSweep, runsFolder: string): Promise<StartingPoints> {
  const values = trialValues(file, specs)
  const trials = values.filter(({ value }) => typeof value !== 'string')
  const points = trials.length === 0 ? {} : await pointsOf(trials, runsFolder)
  const models = values.filter(({ value }) => typeof value === 'string')
  return { points, data: [...models.flatMap(({ value }) => modelData(file, String(value))), ...checkpointData(points)] }
}

async function pointsOf(values: readonly TrialValue[], runsFolder: string): Promise<StartingPoints['points']> {
  if (!existsSync(databasePath(runsFolder))) {
    const hint = 'Train what this starts from first, or name another --runs-dir'
    throw values[0]!.refuse(`there are no runs in ${runsFolder}`, hint)
  }
  return lookAtRuns(runsFolder, async (store, runs) => {
    const points: Record<string, StartingPoint> = {}
    for (const { value, refuse } of values) {
      const found = await findBestCheckpoint({ store, runs, runsFolder }, trialReference(value)!, refuse)
      points[canonicalJson(value)] = found
    }
    return points
  })
}

function modelData({ file }: SweepFile, written: string): readonly DataPath[] {
  const folder = resolve(dirname(file), written)
  return ['model.json', 'weights.bin'].map((name) => ({
    written: `${written.replace(/\/+$/, '')}/${name}`,
    absolute: join(folder, name),
  }))
}

function checkpointData(points: StartingPoints['points']): readonly DataPath[] {
  return Object.entries(points).flatMap(([key, point]) => {
    const { run, trial } = trialReference(JSON.parse(key))!
    return point.kind === 'checkpoints' ? [{ written: `trial ${trial} of run ${run}`, absolute: point.file }] : []
  })
}

/**
 * Lets the experiment of a sweep check and cache its data, or refuse the sweep, before the first trial. Throws
 * ExperimentError.
 */
export async function prepareSweep(
  { file, specs, experiment, prepares }: CheckedSweep,
  { points: starts }: StartingPoints,
  note: (line: string) => void,
): Promise<void> {
  // A thread of its own is not worth starting for nothing.
  if (!prepares) return
  const preparation = {
    values: parameterValues(file, specs, starts),
    metric: file.sweep.metric,
    points: givenPoints(file, specs, starts, sampledPoints),
  }
  await prepareExperiment(experiment, preparation, note)
}

interface Runs {
  readonly store: StoreReader
  readonly runs: readonly Run[]
  readonly runsFolder: string
}

/** The best checkpoint of a complete trial, by its run's metric, read to see that it is whole. Throws what `refuse` makes. */
async function findBestCheckpoint(
  where: Runs,
  { run: name, trial: number }: TrialReference,
  refuse: TrialValue['refuse'],
): Promise<StartingPoint> {
  const run = where.runs.find((candidate) => candidate.name === name)
  if (!run) throw unknownRun(name, where.runs, refuse)
  const trial = await findTrial(where.store, name, 'wanted', (each) => each.number === number)
  if (trial?.status !== 'complete') throw notComplete(run, number, trial, refuse)

  const retrain = `Retrain it, and start from its model: sweep retrain ${name} --trial ${number}`
  const folders = await checkpointFolders(where, name, trial)
  const names = await Promise.all(folders.map((folder) => readdir(folder).catch((): string[] => [])))
  const { metric } = run.sweep
  const best = bestCheckpoint(newestFirst(names.flat()), metric, trial.readings)
  const folder = folders.find((_, i) => best !== undefined && names[i]!.includes(best))
  if (best === undefined || folder === undefined) {
    const problem = `trial ${number} of run "${name}" has no checkpoint of a step with a reading of ${metric.name}`
    throw refuse(`${problem} in ${folders.join(' or ')}`, retrain)
  }
  const file = join(folder, best)
  const { step } = await readCheckpoint(file).catch((error: Error) => {
    throw refuse(
      `the best checkpoint of trial ${number} of run "${name}" cannot be read: ${file}: ${error.message}`,
      retrain,
    )
  })
  return { kind: 'checkpoints', folder, file, step, metric: { name: metric.name, goal: metric.goal } }
}

/**
 * Where the checkpoints of a trial are, absolute: in the run from which it was taken over, and those of its first steps with the
 * trial that it went on from.
 */
async function checkpointFolders(
  { store, runsFolder }: Runs,
  run: string,
  trial: StoredTrial,
): Promise<readonly string[]> {
  const folders: string[] = []
  // What is taken over or gone on from was complete before, so that this comes to an end.
  for (let [at, each]: [string, StoredTrial | undefined] = [run, trial]; each; ) {
    const { reusedFrom, continuedFrom }: StoredTrial = each
    if (reusedFrom === null) folders.push(resolve(runPaths(runsFolder, at).checkpoints(each.key)))
    at = reusedFrom ?? at
    const next: string | null = reusedFrom === null ? continuedFrom : each.key
    each = next === null ? undefined : await findTrial(store, at, 'all', ({ key }) => key === next)
  }
  return folders
}

/** With its readings. The number of a trial that is no longer wanted may be that of another one. */
async function findTrial(
  store: StoreReader,
  run: string,
  wanted: 'wanted' | 'all',
  is: (trial: StoredTrial) => boolean,
): Promise<StoredTrial | undefined> {
  for await (const trial of store.trials(run, { wanted, readings: true })) if (is(trial)) return trial
  return undefined
}

function unknownRun(name: string, runs: readonly Run[], refuse: TrialValue['refuse']) {
  const names = runs.map((run) => run.name)
  return refuse(`there is no run "${name}"`, `${didYouMean(name, names)}There are: ${names.join(', ') || 'none'}`)
}

function notComplete(run: Run, number: number, trial: StoredTrial | undefined, refuse: TrialValue['refuse']) {
  const { name } = run
  const total = countTrials(run.sweep)
  if (!trial && number > total) {
    return refuse(`run "${name}" has no trial ${number}`, `It has ${total}. See: sweep report ${name}`)
  }
  const state = trial ? `is ${trial.status}, not complete` : 'has not been trained yet'
  return refuse(`trial ${number} of run "${name}" ${state}`, `Go on with: sweep resume ${name}`)
}
