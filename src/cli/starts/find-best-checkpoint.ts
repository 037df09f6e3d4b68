import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { didYouMean } from '../../core/did-you-mean.js'
import { readCheckpoint } from '../../core/read-checkpoint.js'
import type { Run } from '../../core/run.js'
import { runPaths } from '../../core/run-paths.js'
import type { StartingPoint } from '../../core/starting-point.js'
import { bestCheckpoint } from '../../execute/checkpoints/best-checkpoint.js'
import { newestFirst } from '../../execute/checkpoints/checkpoint-name.js'
import { countTrials } from '../../plan/space/space.js'
import type { TrialReference, TrialValue } from '../../plan/trial-reference.js'
import type { StoreReader } from '../../store/store-reader.js'
import type { StoredTrial } from '../../store/stored-trial.js'

interface Runs {
  readonly store: StoreReader
  readonly runs: readonly Run[]
  readonly runsFolder: string
}

/** The best checkpoint of a complete trial, by its run's metric, read to see that it is whole. Throws what `refuse` makes. */
export async function findBestCheckpoint(
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
